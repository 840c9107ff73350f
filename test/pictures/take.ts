/**
 * Takes the pictures of the README: a system of its own under load, its CRM failing for half a minute.
 *
 * `npm run pictures` takes some four minutes and writes `cdk/pictures/`. It is no test: what it shows is to be looked at.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { startLeadRelay } from '#cdk/local/lead-relay.ts';
import { HEAD_TOKEN } from '#test/support/local-system.ts';
import { startBrowser } from '#test/support/browser.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const PICTURES = join(PROJECT, 'cdk', 'pictures');
const MINUTE_MS = 60_000;
const RATE = 20;
const SECONDS = 120;
/** Half of the outage lies in one minute of the clock and half in the next: alarms go by minutes. */
const FAILS_AT_SECOND = 45;
const FAILS_FOR_MS = 30_000;
/** By then the alarms that fired have had their minutes, and what waited was delivered. */
const CALM_AFTER_MS = 190_000;

const folder = await mkdtemp(join(tmpdir(), 'lead-relay-pictures-'));
await mkdir(PICTURES, { recursive: true });
const relay = await startLeadRelay({ port: 0, dataFolder: folder });
const browser = await startBrowser();
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'en-GB' });
  const page = await context.newPage();
  await signIn(page);
  await watch(page);
} finally {
  await browser.close();
  await relay.stop();
  await rm(folder, { recursive: true, force: true });
}

async function watch(page: Page): Promise<void> {
  const minute = Math.ceil(Date.now() / MINUTE_MS) * MINUTE_MS;
  const failsAt = minute + FAILS_AT_SECOND * 1_000;
  await until(minute);
  const startedAt = Date.now();
  const demo = spawn(
    process.execPath,
    [
      'cdk/local/demo.ts',
      '--url',
      relay.url,
      '--rate',
      String(RATE),
      '--for',
      String(SECONDS),
      '--seed',
      '7',
    ],
    { cwd: PROJECT, stdio: 'inherit' },
  );
  const demoEnded = new Promise((resolve) => demo.once('exit', resolve));
  await until(failsAt - 15_000);
  await take(page, 'console', '/console');
  await until(failsAt);
  await setCrm('down');
  await until(failsAt + FAILS_FOR_MS - 5_000);
  await take(page, 'connectors-in-trouble', '/console/connectors');
  await until(failsAt + FAILS_FOR_MS);
  await setCrm('ok');
  await until(startedAt + SECONDS * 1_000 + 10_000);
  await take(page, 'alarms-in-trouble', '/local/alarms');
  await demoEnded;
  await until(startedAt + CALM_AFTER_MS);
  await takeDashboards(page);
  await takeReports(page);
}

async function takeDashboards(page: Page): Promise<void> {
  for (const name of ['operations', 'funnel']) {
    await page.goto(`${relay.url}/local/dashboards`);
    const address = await page.locator(`a[href*="${name}"]`).first().getAttribute('href');
    await take(page, `${name}-dashboard`, `${address ?? ''}?minutes=15`);
  }
}

async function takeReports(page: Page): Promise<void> {
  await take(page, 'report-quality', '/console/reports/quality');
  await take(page, 'report-losses', '/console/reports/losses');
  await page.goto(`${relay.url}/console?status=offered`);
  await page.locator('tbody tr a').first().click();
  await take(page, 'lead');
}

async function setCrm(mode: 'down' | 'ok'): Promise<void> {
  await fetch(`${relay.url}/local/faults`, { method: 'POST', body: JSON.stringify({ target: 'crm', mode }) });
}

async function signIn(page: Page): Promise<void> {
  await page.goto(`${relay.url}/console`);
  await page.locator('#token').fill(HEAD_TOKEN);
  await page.locator('button.primary').click();
}

async function take(page: Page, name: string, path?: string): Promise<void> {
  if (path !== undefined) await page.goto(`${relay.url}${path}`);
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(PICTURES, `${name}.jpg`), type: 'jpeg', quality: 60, fullPage: true });
  console.log(`  ${name}.jpg`);
}

function until(moment: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, moment - Date.now())));
}
