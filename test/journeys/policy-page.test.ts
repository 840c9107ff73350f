import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { aFormOf } from '#test/support/a-form.ts';
import { keepScreenshot, overflowOf, startBrowser } from '#test/support/browser.ts';
import { LocalSystem, leadIdOf } from '#test/support/local-system.ts';

const BUDGETS = ['100 тыс', '250000', '280 000', '900 000', '1,5 млн'];

let system: LocalSystem;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  [system, browser] = await Promise.all([LocalSystem.start(), startBrowser()]);
  page = await browser.newPage({ locale: 'ru-RU' });
  await page.goto(`${system.url}/console/policy`);
  await page.fill('input[name=token]', 'local-head');
  await page.click('main form button');
  for (const [index, budget] of BUDGETS.entries())
    await system.deliveredLead(
      leadIdOf(await system.postForm({ ...aFormOf(index + 1), budget }, `policy-page-${index}`)),
    );
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await system?.stop();
});

let clients = 100;

/** What is decided about a new client who wants to spend so much. */
async function judged(budget: string) {
  const form = { ...aFormOf((clients += 1)), budget };
  const id = leadIdOf(await system.postForm(form, `policy-page-${clients}`));
  return (await system.leadOnce(id, 'judged', ({ verdict }) => verdict !== null)).verdict;
}

/** The editor keeps the textarea in step; a person's whole document replaced at once. */
async function type(text: string): Promise<void> {
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(text);
}

function written(): Promise<string> {
  return page.locator('textarea#text').inputValue();
}

describe('a head of sales who wants no orders under 300 000 roubles', () => {
  it('sees a fault at its line while typing', async () => {
    await page.goto(`${system.url}/console/policy/edit`);
    const text = await written();
    const wrong = text.replace('need.budgetRub < 50000', 'need.budgetRob < 300000');

    await type(wrong);
    await page.locator('#outcome li[data-line]').first().waitFor();

    const line = wrong.split('\n').findIndex((one) => one.includes('budgetRob')) + 1;
    expect(await page.locator('#outcome li[data-line]').first().getAttribute('data-line')).toBe(String(line));
    await page.locator('#outcome li[data-line]').first().click();
    await page.locator('.cm-lint-marker-error').first().waitFor();
    expect(await written()).toBe(wrong);
  });

  it('is told which of the examples it contradicts', async () => {
    await type((await written()).replace('need.budgetRob < 300000', 'need.budgetRub < 300000'));

    await page.locator('#outcome').getByText('закупщик спрашивает цену').first().waitFor();
    expect(await page.locator('#outcome li[data-line]').count()).toBe(2);
  });

  it('tries the rule on past leads before it is published, and sees which it would have cost', async () => {
    const rejected = '{ outcome: rejected, reason: too-small }';
    const text = (await written())
      .replace('{ outcome: qualified, score: 49, grade: B }', rejected)
      .replace('{ outcome: qualified, score: 8, grade: C }', rejected);
    await type(text);
    await page.locator('#outcome [role=status]').waitFor();

    await page.click('button[value=replay]');
    await page.locator('#replay .kinds').waitFor({ timeout: 30_000 });

    expect(await page.locator('#replay .kinds li').first().innerText()).toMatch(/^3\s+стали бы отклонёнными/);
    await keepScreenshot(page, 'policy-replay');
    expect(await written()).toBe(text);
  });

  it('publishes it, and the next lead is judged by it', async () => {
    await page.click('button[value=publish]');
    await page.getByText('Действует версия 2.').waitFor();
    await keepScreenshot(page, 'policy-published');

    await expect
      .poll(() => judged('250000'), { timeout: 12_000, interval: 1_000 })
      .toMatchObject({ outcome: 'rejected', policyVersion: 2, reasons: ['too-small'] });
  });

  it('rolls it back with one click', async () => {
    await page.getByRole('button', { name: 'Вернуть версию 1' }).click();
    await page.getByText('Действует версия 1.').waitFor();

    await expect
      .poll(async () => (await judged('250000'))?.policyVersion, {
        timeout: 12_000,
        interval: 1_000,
      })
      .toBe(1);
  });

  it('works on a phone', async () => {
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(`${system.url}/console/policy/edit`);
    await page.locator('.cm-content').waitFor();
    await keepScreenshot(page, 'policy-phone');

    expect(await overflowOf(page)).toBe(0);
  });
});
