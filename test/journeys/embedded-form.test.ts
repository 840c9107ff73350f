import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keepScreenshot, listenForTrouble, overflowOf, startBrowser } from '#test/support/browser.ts';
import { LocalSystem } from '#test/support/local-system.ts';
import { waitFor } from '#test/support/wait-for.ts';

/** A person needs longer than a robot: what is sent within two seconds looks like one. */
const READING_MS = 2_200;

/** Longer than anything here takes, shorter than a test: what is waited for in vain has a name then. */
const PATIENCE_MS = 8_000;

let system: LocalSystem;
let browser: Browser;
let context: BrowserContext;
beforeAll(async () => {
  system = await LocalSystem.start();
  browser = await startBrowser();
});
afterAll(async () => {
  await browser.close();
  await system.stop();
});
beforeEach(async () => void (context = await browser.newContext({ viewport: { width: 1100, height: 900 } })));
afterEach(() => context.close());

/** The company's site; its origin is not the system's. */
async function open(path = '/?lang=ru&utm_source=yandex&utm_campaign=press'): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const site = system.url.replace('//127.0.0.1:', '//localhost:');
  await page.goto(`${site}/local/stand-ins/site${path}`);
  return page;
}

async function leadOf(phone: string) {
  return waitFor(`lead of ${phone}`, async () =>
    (await system.leads('source=main-site')).find(({ contact }) => contact.phone === phone),
  );
}

describe('a visitor on a page of another origin', () => {
  it('errs in the INN, sees why, corrects it, loses the network, sends, and clicks twice: one lead', async () => {
    const page = await open();
    const troubles = listenForTrouble(page);
    await page.getByLabel('Имя').fill('Пётр Ёжиков');
    await page.getByLabel('Телефон').fill('8 (999) 000-55-01');
    await page.getByLabel('ИНН').fill('7736207544');
    await page.getByLabel('ИНН').blur();
    await page.getByText(/опечатка/).waitFor();
    await keepScreenshot(page, 'embedded-wrong-inn');

    await page.getByLabel('ИНН').fill('7736207543');
    await page.getByLabel('ИНН').blur();
    await page.getByText(/опечатка/).waitFor({ state: 'hidden' });
    await page.getByText(/ЯНДЕКС/i).waitFor();
    const consent = page.getByRole('checkbox');
    expect(await consent.isChecked()).toBe(false);
    await consent.check();
    await page.waitForTimeout(READING_MS);

    await context.setOffline(true);
    await page.getByRole('button', { name: 'Отправить' }).dblclick();
    await page.getByText(/Заявка не пропала/).waitFor();
    await keepScreenshot(page, 'embedded-offline');
    expect(await system.leads('source=main-site')).toEqual([]);
    await context.setOffline(false);

    await page.getByText(/Спасибо/).waitFor({ timeout: 20_000 });
    await keepScreenshot(page, 'embedded-sent');
    const lead = await leadOf('+79990005501');
    expect(await system.leads('source=main-site')).toHaveLength(1);
    expect(lead).toMatchObject({
      requisites: { inn: '7736207543' },
      attribution: { utm_source: 'yandex', utm_campaign: 'press' },
      consent: { textVersion: '2026-11', textHash: expect.any(String) },
    });
    expect(troubles.filter((trouble) => !trouble.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  });

  it('reads it in English on a phone, and nothing hangs over the edge', async () => {
    const page = await open('/?lang=en');
    await page.setViewportSize({ width: 320, height: 800 });
    await page.getByLabel('Phone').fill('123');
    await page.getByLabel('Phone').blur();
    await page.getByRole('button', { name: 'Send' }).waitFor();
    await keepScreenshot(page, 'embedded-phone-en');
    expect(await overflowOf(page)).toBe(0);
  });

  it('finds the draft again after a reload', async () => {
    const page = await open();
    await page.getByLabel('Имя').fill('Ольга');
    await page.getByLabel('Телефон').fill('+7 999 000-55-02');
    await page.getByLabel('Телефон').blur();
    await page.reload();

    await expect.poll(() => page.getByLabel('Имя').inputValue()).toBe('Ольга');
    expect(await page.getByRole('checkbox').isChecked()).toBe(false);
  });
});

describe('a visitor whose browser runs no scripts', () => {
  it('is shown what is wrong, corrects it, and is led back to the site', async () => {
    await context.close();
    context = await browser.newContext({ javaScriptEnabled: false, locale: 'ru-RU' });
    const page = await open('/plain?lang=ru');
    await page.getByLabel('Имя').fill('Анна');
    await page.getByLabel('Телефон').fill('12');
    await page.getByLabel('ИНН').fill('7736207543');
    await page.getByRole('checkbox').check();
    await page.getByRole('button').click();
    await keepScreenshot(page, 'plain-wrong');
    expect(page.url()).toContain('/v1/forms/main-site');
    expect(await page.getByLabel(/Имя/).inputValue()).toBe('Анна');

    await page.getByLabel(/Телефон/).fill('8 999 000-55-03');
    await page.getByRole('button').first().click();
    await page.waitForURL(/\/local\/stand-ins\/site\//);
    expect(await leadOf('+79990005503')).toMatchObject({ contact: { name: 'Анна' } });
  });
});
