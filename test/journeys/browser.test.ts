import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { A_FORM, aFormOf } from '#test/support/a-form.ts';
import { keepScreenshot, listenForTrouble, overflowOf, startBrowser } from '#test/support/browser.ts';
import { HEAD_TOKEN, LocalSystem, leadIdOf, offerPathOf } from '#test/support/local-system.ts';

const DESK = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

let system: LocalSystem;
let browser: Browser;
let office: BrowserContext;

beforeAll(async () => {
  [system, browser] = await Promise.all([LocalSystem.start(), startBrowser()]);
  office = await browser.newContext({ baseURL: system.url, locale: 'ru-RU', viewport: DESK });
});
afterAll(async () => {
  await browser.close();
  await system.stop();
});

/** The console as somebody sees it who has the token. */
async function openConsole(path = '/console'): Promise<Page> {
  const page = await office.newPage();
  await page.goto('/console');
  const token = page.locator('#token');
  if ((await token.count()) > 0) {
    await token.fill(HEAD_TOKEN);
    await page.locator('form.sign-in button').click();
    await page.locator('#leads').waitFor();
  }
  if (path !== '/console') await page.goto(path);
  return page;
}

let clients = 0;

/** A lead of a new client, unless the fields say whose it is. */
async function postLead(fields: Readonly<Record<string, string>> = {}, source = 'html'): Promise<string> {
  const form = { ...aFormOf((clients += 1)), ...fields };
  const id = leadIdOf(await system.postForm(form, crypto.randomUUID(), source));
  await system.deliveredLead(id);
  return id;
}

async function offerPath(id: string): Promise<string> {
  return offerPathOf((await system.toldOf(id)).messages.at(-1));
}

describe('the console', () => {
  it('lets in with the token and with nothing else', async () => {
    const stranger = await browser.newContext({ baseURL: system.url, locale: 'ru-RU' });
    const page = await stranger.newPage();
    await page.goto('/console');
    await page.locator('#token').fill('not-the-token');
    await page.locator('form.sign-in button').click();

    await page.locator('#fault').waitFor();
    expect(await page.locator('#leads').count()).toBe(0);
    await keepScreenshot(page, 'sign-in');
    await page.locator('#token').fill(HEAD_TOKEN);
    await page.locator('form.sign-in button').click();
    await page.locator('#leads').waitFor();
    await stranger.close();
  });

  it('shows a lead as it arrives, without being loaded again', async () => {
    await postLead();
    const page = await openConsole();
    const troubles = listenForTrouble(page);
    let loads = 0;
    page.on('load', () => (loads += 1));

    const id = await postLead({ inn: A_FORM.inn });
    const row = page.locator(`#lead-${id}`);
    await row.waitFor({ timeout: 10_000 });
    await row.locator('.status-offered').waitFor({ timeout: 10_000 });

    expect(loads).toBe(0);
    expect(await row.innerText()).toContain('ЯНДЕКС');
    expect(await page.locator('#live').innerText()).toBe('обновляется');
    await keepScreenshot(page, 'leads');
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('explains a lead: the terms of its score, and why this rep', async () => {
    const id = await postLead();
    const { owner, assignment } = await system.lead(id);
    const page = await openConsole();
    const troubles = listenForTrouble(page);
    await page.locator(`#lead-${id} a`).click();
    await page.locator('.lead-head').waitFor();

    const terms = page.locator('table.terms');
    expect(await terms.locator('tbody tr').count()).toBe(4);
    expect(await terms.locator('tfoot').innerText()).toMatch(/96\s*\/\s*100/);
    expect(await terms.innerText()).toContain('Бюджет от миллиона рублей');
    const chosen = page.locator('table.candidates tr.chosen');
    const name = assignment?.candidates.find(({ rep }) => rep === owner)?.name ?? 'nobody';
    expect(await chosen.innerText()).toContain(name);
    expect(await page.locator('table.candidates tbody tr').count()).toBe(assignment?.candidates.length);
    await keepScreenshot(page, 'lead');
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('shows a rejected lead with its reason', async () => {
    const id = leadIdOf(await system.postEvent('web-form/unserved-region.json'));
    const page = await openConsole(`/console/leads/${id}`);

    expect(await page.locator('.say.rejected').innerText()).toContain('не возим');
    await keepScreenshot(page, 'lead-rejected');
    await page.close();
  });

  it('shows what a stranger calls themselves as text', async () => {
    const name = '<img src=x onerror="document.title=\'hacked\'"><script>alert(1)</script>';
    const { inn: _inn, company: _company, ...rest } = aFormOf(1_000);
    const id = leadIdOf(await system.postForm({ ...rest, name }, 'hostile', 'main-site'));
    await system.deliveredLead(id);
    const page = await openConsole();
    const troubles = listenForTrouble(page);

    const link = page.locator(`#lead-${id} a`);
    await link.waitFor();
    expect(await link.innerText()).toContain('<img src=x');
    await link.click();
    expect(await page.locator('h1').innerText()).toContain('<script>');
    await keepScreenshot(page, 'hostile');
    await page.goto(await offerPath(id));
    await page.locator('form button').first().click();
    expect(await page.locator('.person').innerText()).toContain('<img src=x');

    expect(await page.locator('img, main script').count()).toBe(0);
    expect(await page.title()).not.toContain('hacked');
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('speaks the other language once asked, and remembers it', async () => {
    const page = await openConsole();
    expect(await page.locator('h1').innerText()).toBe('Заявки');

    await page.locator('a[hreflang="en"]').click();
    await page.locator('html[lang="en"]').waitFor();
    expect(await page.locator('h1').innerText()).toBe('Leads');
    await page.goto('/console');
    expect(await page.locator('h1').innerText()).toBe('Leads');
    await keepScreenshot(page, 'leads-english');
    await page.locator('a[hreflang="ru"]').click();
    await page.locator('html[lang="ru"]').waitFor();
    await page.close();
  });
});

describe('on a phone', () => {
  it('nothing lies beyond the edge, on any page', async () => {
    const long = { product: 'Станок'.repeat(30), message: `https://stanki.example/${'a'.repeat(300)}` };
    const id = await postLead(long);
    const page = await openConsole();
    await page.setViewportSize(PHONE);

    for (const [name, path] of [
      ['phone-leads', '/console'],
      ['phone-lead', `/console/leads/${id}`],
      ['phone-offer', await offerPath(id)],
    ] as const) {
      await page.goto(path);
      await keepScreenshot(page, name);
      expect(await overflowOf(page), path).toBe(0);
    }
    await page.close();
  });
});

describe("the rep's page", () => {
  it('shows the card, takes the lead, and only then says whom to call', async () => {
    const id = await postLead({ phone: A_FORM.phone });
    const rep = await browser.newContext({ baseURL: system.url, locale: 'ru-RU', viewport: PHONE });
    const page = await rep.newPage();
    const troubles = listenForTrouble(page);
    await page.goto(await offerPath(id));

    expect(await page.locator('main').innerText()).not.toContain('000-00-01');
    await page.getByRole('button', { name: 'Принять' }).click();
    const call = page.locator('a[href="tel:+79990000001"]');
    await call.waitFor();

    expect(await call.innerText()).toContain('+7 999 000-00-01');
    expect((await system.lead(id)).status).toBe('accepted');
    await keepScreenshot(page, 'phone-offer-accepted');
    expect(troubles).toEqual([]);
    await rep.close();
  });

  it('declines with a reason, and says so when opened again', async () => {
    const id = await postLead();
    const rep = await browser.newContext({ baseURL: system.url, locale: 'en-GB', viewport: PHONE });
    const page = await rep.newPage();
    const path = await offerPath(id);
    await page.goto(path);

    await page.locator('details.decline summary').click();
    await page.locator('#reason').selectOption('not-my-region');
    await keepScreenshot(page, 'phone-offer-decline');
    await page.locator('button[value="decline"]').click();

    expect(await page.locator('h1').innerText()).toBe('You declined');
    expect((await system.lead(id)).formerOffers).toMatchObject([
      { state: 'declined', because: 'not-my-region' },
    ]);
    await rep.close();
  });
});
