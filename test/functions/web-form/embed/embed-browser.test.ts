import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keepScreenshot, listenForTrouble, overflowOf, startBrowser } from '#test/support/browser.ts';
import { answerJson, scriptedServer, type ScriptedServer } from '#test/support/scripted-server.ts';
import { CORS, demoServer, type DemoServer } from './demo-server.ts';

const DESK = { width: 1000, height: 900 };
const SMALLEST_PHONE = { width: 320, height: 640 };
const VISITOR = { name: 'Алексей Станков', phone: '+7 999 000-00-01', inn: '7707083893' };

/** As strict as a site can be that lets our form in. */
const POLICY = (server: string) =>
  `default-src 'none'; script-src ${server} https://smartcaptcha.example; connect-src ${server}; img-src data:`;

let browser: Browser;
let server: DemoServer;
/** Of the company, on another origin than the form's server. */
let site: ScriptedServer;
let context: BrowserContext;

beforeAll(async () => {
  [browser, server, site] = await Promise.all([startBrowser(), demoServer(), companySite()]);
});
afterAll(async () => {
  await browser.close();
  await Promise.all([server.stop(), site.stop()]);
});
beforeEach(async () => {
  server.reset();
  context = await browser.newContext({ viewport: DESK, locale: 'ru-RU' });
});
afterEach(() => context.close());

/** Its pages have the tag with the attributes that the address says. */
function companySite(): Promise<ScriptedServer> {
  return scriptedServer((response, { path }) => {
    const { searchParams, pathname } = new URL(path, 'http://stanki.example');
    if (pathname === '/favicon.ico') return void response.writeHead(204).end();
    const attributes = searchParams.get('tag') ?? 'data-source="main-site" data-lang="ru"';
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY(server.url),
    });
    response.end(`<!doctype html><html><head><meta name="viewport" content="width=device-width">
      <title>Станки</title></head><body><h1>Станки</h1>
      <script src="${server.url}/embed.js" ${attributes} async></script><div id="below"></div></body></html>`);
  });
}

async function openForm(query: Readonly<Record<string, string>> = {}): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${site.url}/?${new URLSearchParams(query).toString()}`);
  await page.locator('.lr-form').first().waitFor();
  return page;
}

async function fillIn(page: Page, visitor: Readonly<Record<string, string>> = VISITOR): Promise<void> {
  for (const [name, text] of Object.entries(visitor)) await page.fill(`[name=${name}]`, text);
  await page.check('[name=consent]');
}

function errorOf(page: Page, name: string) {
  return page.locator(`.lr-field-${name} p.lr-error`);
}

function send(page: Page): Promise<void> {
  return page.locator('.lr-button').click();
}

function arrived(page: Page): Promise<void> {
  return page.locator('.lr-thanks').waitFor();
}

describe('the form in a page of another origin', () => {
  it('sends what was typed, where the visit came from, and the time it was shown', async () => {
    const page = await openForm({ utm_source: 'yandex', yclid: '42' });
    const troubles = listenForTrouble(page);

    await fillIn(page);
    await send(page);
    await arrived(page);
    await keepScreenshot(page, 'embed-thanks');

    expect(server.posted).toEqual([
      {
        key: expect.stringMatching(/^[0-9a-f-]{36}$/),
        language: 'ru',
        body: {
          ...VISITOR,
          consent: true,
          website: '',
          _shown: 'moment.seal',
          utm_source: 'yandex',
          yclid: '42',
          page: page.url(),
        },
      },
    ]);
    expect(await page.evaluate(() => [localStorage.length, document.activeElement?.className])).toEqual([
      0,
      'lr-form lr-thanks',
    ]);
    expect(troubles).toEqual([]);
  });

  it('tells the page, so that it can count', async () => {
    const page = await openForm();
    const told = page.evaluate(
      () =>
        new Promise((resolve) => {
          document.addEventListener('lr:sent', (event) => resolve((event as CustomEvent).detail));
        }),
    );

    await fillIn(page);
    await send(page);

    expect(await told).toEqual({ leadId: 'lead-1', source: 'main-site' });
  });

  it('says why an INN is wrong, and whose it is once it is right, asking once', async () => {
    const page = await openForm();
    const inn = page.locator('[name=inn]');

    await inn.fill('7707083894');
    await page.fill('[name=name]', 'А');
    await errorOf(page, 'inn').filter({ hasText: 'опечатка' }).waitFor();
    expect(await inn.getAttribute('aria-invalid')).toBe('true');
    await keepScreenshot(page, 'embed-wrong');

    await inn.fill('7707083893');
    await page.getByText('ПАО СБЕРБАНК').waitFor();
    await inn.fill('770708389');
    await inn.fill('7707083893');
    await page.getByText('ПАО СБЕРБАНК').waitFor();

    expect(await inn.getAttribute('aria-invalid')).toBeNull();
    expect(await errorOf(page, 'inn').innerText()).toBe('');
    expect(server.askedInns).toEqual(['7707083893']);
  });

  it('says nothing of a field that somebody only passes by', async () => {
    const page = await openForm();

    await page.locator('[name=name]').focus();
    await page.locator('[name=phone]').focus();
    await page.fill('[name=inn]', '1');

    expect(await page.locator('[aria-invalid]').count()).toBe(0);
  });

  it('leads to the first field at fault, and announces the rest', async () => {
    const page = await openForm();

    await page.fill('[name=name]', 'Алексей');
    await send(page);
    await page.getByRole('alert').filter({ hasText: 'Проверьте' }).waitFor();

    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('phone');
    const described = await page.locator('[name=phone]').getAttribute('aria-describedby');
    const [errorId = ''] = described?.split(' ') ?? [];
    expect(await page.locator(`#${errorId}`).innerText()).toContain('Укажите телефон');
    expect(await errorOf(page, 'consent').innerText()).toContain('согласие');
    expect(server.posted).toEqual([]);
  });

  it('shows at the field what only the server could know', async () => {
    server.answerWith((response) =>
      answerJson(
        response,
        422,
        {
          code: 'invalid-fields',
          errors: [{ field: 'phone', code: 'phone-unknown', message: 'Такого номера не бывает.' }],
        },
        CORS,
      ),
    );
    const page = await openForm();

    await fillIn(page);
    await send(page);
    await errorOf(page, 'phone').filter({ hasText: 'Такого номера не бывает.' }).waitFor();

    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('phone');
    expect(await page.inputValue('[name=name]')).toBe(VISITOR.name);
    await page.locator('[name=email]').focus();
    expect(await errorOf(page, 'phone').innerText()).toContain('не бывает');
    await page.fill('[name=phone]', '+7 999 000-00-02');
    expect(await errorOf(page, 'phone').innerText()).toBe('');
  });

  it('sends once when the button is clicked twice', async () => {
    let answer = (): void => undefined;
    server.answerWith((response) => {
      answer = () => answerJson(response, 202, { leadId: 'lead-1', outcome: 'received' }, CORS);
    });
    const page = await openForm();
    await fillIn(page);

    await page.locator('.lr-button').dblclick();
    await page.locator('.lr-button[aria-disabled=true]').click({ force: true });
    answer();
    await arrived(page);

    expect(server.posted).toHaveLength(1);
  });

  it('can be filled in and sent with the keyboard alone, and the trap is not on the way', async () => {
    const page = await openForm();
    const names: (string | null | undefined)[] = [];
    await page.locator('[name=name]').focus();
    for (let step = 0; step < 9; step += 1) {
      const name = await page.evaluate(() => document.activeElement?.getAttribute('name'));
      names.push(name);
      const text = Object.entries(VISITOR).find(([field]) => field === name)?.[1];
      if (text !== undefined) await page.keyboard.type(text);
      if (name === 'consent') await page.keyboard.press('Space');
      if (step < 8) await page.keyboard.press('Tab');
    }
    await page.locator('.lr-button').focus();
    await page.keyboard.press('Enter');
    await arrived(page);

    expect(names.filter(Boolean)).toEqual([
      'name',
      'phone',
      'email',
      'inn',
      'budget',
      'timeline',
      'message',
      'consent',
    ]);
    expect(await page.locator('[aria-hidden] [name=website]').count()).toBe(0);
    expect(server.posted).toMatchObject([{ body: { ...VISITOR, website: '' } }]);
  });

  it('never ticks the consent itself', async () => {
    const page = await openForm();
    expect(await page.isChecked('[name=consent]')).toBe(false);
    await fillIn(page);

    await page.reload();
    await page.locator('.lr-form').waitFor();

    expect(await page.inputValue('[name=phone]')).toBe(VISITOR.phone);
    expect(await page.isChecked('[name=consent]')).toBe(false);
    await page.getByRole('button', { name: 'Очистить' }).click();
    expect(await page.inputValue('[name=phone]')).toBe('');
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });
});

describe('when it cannot be sent', () => {
  it('keeps the draft without a network, says so, and sends it under its key when there is one', async () => {
    const page = await openForm();
    await fillIn(page);
    await page.getByText('ПАО СБЕРБАНК').waitFor();
    await context.setOffline(true);
    await send(page);
    await page.getByRole('status').filter({ hasText: 'не пропала' }).waitFor();
    await keepScreenshot(page, 'embed-offline');
    const key = await page.evaluate(() => JSON.parse(localStorage.getItem('lr:draft:main-site') ?? '{}').key);

    await context.setOffline(false);
    await arrived(page);

    expect(server.posted).toMatchObject([{ key, body: VISITOR }]);
  });

  it('tries again by itself under the same key when the server fails', async () => {
    server.answerWith((response, _, count) =>
      count === 1
        ? answerJson(response, 503, {}, CORS)
        : answerJson(response, 202, { leadId: 'lead-1' }, CORS),
    );
    const page = await openForm();

    await fillIn(page);
    await send(page);
    await arrived(page);

    expect(server.posted).toHaveLength(2);
    expect(new Set(server.posted.map(({ key }) => key)).size).toBe(1);
  });

  it('sends on the next page what was left on this one, with the consent that was given', async () => {
    server.answerWith((response) => response.destroy());
    const page = await openForm();
    await fillIn(page);
    await send(page);
    await page.getByRole('status').filter({ hasText: 'не пропала' }).waitFor();

    server.answerWith((response) => answerJson(response, 202, { leadId: 'lead-1' }, CORS));
    await page.goto(`${site.url}/contacts`);
    await arrived(page);

    expect(new Set(server.posted.map(({ key }) => key)).size).toBe(1);
    expect(server.posted.at(-1)?.body).toEqual(server.posted[0]?.body);
  });

  it('says how long it waits when it is told to', async () => {
    server.answerWith((response) => answerJson(response, 429, {}, { ...CORS, 'retry-after': '40' }));
    const page = await openForm();

    await fillIn(page);
    await send(page);

    await page.getByRole('status').filter({ hasText: 'через 40 с.' }).waitFor();
  });

  it('takes a new key when the server knows its own for another form', async () => {
    server.answerWith((response, _, count) =>
      count === 1
        ? answerJson(response, 422, { code: 'idempotency-key-reused' }, CORS)
        : answerJson(response, 202, { leadId: 'lead-2' }, CORS),
    );
    const page = await openForm();

    await fillIn(page);
    await send(page);
    await arrived(page);

    expect(new Set(server.posted.map(({ key }) => key)).size).toBe(2);
  });

  it('offers to load again when the form itself cannot be had', async () => {
    const page = await context.newPage();
    await page.route('**/schema*', (route) => route.abort(), { times: 1 });
    await page.goto(site.url);

    await page.getByRole('button', { name: 'Попробовать ещё раз' }).click();

    await page.locator('[name=phone]').waitFor();
  });

  it('leaves the checking to the server where the checks do not come', async () => {
    const page = await context.newPage();
    await page.route('**/embed-checks.js', (route) => route.abort());
    await page.goto(site.url);
    await page.locator('.lr-form').waitFor();

    await fillIn(page, { ...VISITOR, inn: '1' });
    await send(page);
    await arrived(page);

    expect(server.posted).toMatchObject([{ body: { inn: '1' } }]);
  });
});

describe('a captcha', () => {
  const SCRIPT = 'https://smartcaptcha.example/captcha.js';
  const CAPTCHA = { service: 'yandex-smartcaptcha', siteKey: 'site-key', script: SCRIPT } as const;

  /** The service as its documentation describes it: a button that a person presses. */
  const SERVICE = `window.smartCaptcha = {
    render(box, { sitekey, hl, callback }) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = 'I am no robot';
      button.onclick = () => callback([sitekey, hl, 'proof'].join(' '));
      box.append(button);
      return 1;
    },
    subscribe() { return () => undefined; },
    reset() {},
  };`;

  it('is loaded when the server asks for it and not before, and sends by itself once it is passed', async () => {
    server.change({ captcha: { ...CAPTCHA, when: 'suspicious' } });
    server.answerWith((response, { body }) =>
      'smart-token' in body
        ? answerJson(response, 202, { leadId: 'lead-1' }, CORS)
        : answerJson(response, 422, { code: 'captcha-required', errors: [] }, CORS),
    );
    const page = await openForm();
    let loads = 0;
    await page.route(SCRIPT, (route) => {
      loads += 1;
      return route.fulfill({ contentType: 'text/javascript', body: SERVICE });
    });

    await fillIn(page);
    expect(loads).toBe(0);
    await send(page);
    await page.getByRole('status').filter({ hasText: 'не робот' }).waitFor();
    await page.getByText('I am no robot').click();
    await arrived(page);

    expect(server.posted.map(({ body }) => body['smart-token'])).toEqual([undefined, 'site-key ru proof']);
    expect(new Set(server.posted.map(({ key }) => key)).size).toBe(1);
  });

  it('that a content blocker stops, stops nobody', async () => {
    server.change({ captcha: { ...CAPTCHA, when: 'always' } });
    const page = await openForm();
    await page.route(SCRIPT, (route) => route.abort());

    await fillIn(page);
    await send(page);
    await arrived(page);

    expect(server.posted).toHaveLength(1);
    expect(server.posted[0]?.body).not.toHaveProperty('smart-token');
  });
});

describe('the looks', () => {
  it.each([
    ['ru', 'Телефон', 'Отправить заявку', 'Представьтесь'],
    ['en', 'Phone', 'Send', 'Please tell us your name'],
  ])('are in the language asked for: %s', async (language, label, button, complaint) => {
    const page = await openForm({ tag: `data-source="main-site" data-lang="${language}"` });

    expect(await page.getByLabel(label).count()).toBe(1);
    await page.getByRole('button', { name: button }).click();
    await errorOf(page, 'name').filter({ hasText: complaint }).waitFor();

    expect(await page.locator('.lr-form').getAttribute('lang')).toBe(language);
  });

  it('fit the smallest phone, also when everything is wrong, and are large enough for a finger', async () => {
    const page = await openForm();
    await page.setViewportSize(SMALLEST_PHONE);
    await send(page);
    await errorOf(page, 'consent').filter({ hasText: 'согласие' }).waitFor();
    await keepScreenshot(page, 'embed-phone');

    expect(await overflowOf(page)).toBe(0);
    const heights = await page
      .locator('.lr-input, .lr-button, .lr-consent')
      .evaluateAll((controls) => controls.map((control) => control.getBoundingClientRect().height));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
  });

  it.each([
    ['light', 'rgb(255, 255, 255)', ''],
    ['dark', 'rgb(22, 26, 36)', ''],
    ['dark', 'rgb(255, 255, 255)', 'data-theme="light"'],
  ] as const)('follow a %s screen as %s %s', async (colorScheme, background, theme) => {
    const page = await openForm({ tag: `data-source="main-site" ${theme}` });
    await page.emulateMedia({ colorScheme });
    await keepScreenshot(page, `embed-${colorScheme}`);

    const colour = await page.locator('.lr-form').evaluate((form) => getComputedStyle(form).backgroundColor);
    expect(colour).toBe(background);
  });

  it('stand where the page wants them, several on one page', async () => {
    const page = await openForm({ tag: 'data-source="main-site" data-target="#below"' });
    await page.evaluate((src) => {
      const tag = document.createElement('script');
      tag.src = `${src}/embed.js?source=main-site&lang=en`;
      document.body.prepend(tag);
    }, server.url);
    await page.locator('.lr-form').nth(1).waitFor();

    expect(await page.locator('#below .lr-form').count()).toBe(1);
    expect(await page.locator('.lr-form').first().getAttribute('lang')).toBe('en');
    const ids = await page.locator('.lr-form [id]').evaluateAll((all) => all.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('leave a page alone that names no source', async () => {
    const page = await context.newPage();
    const troubles = listenForTrouble(page);
    const warned = page.waitForEvent('console', (message) => message.type() === 'warning');
    await page.goto(`${site.url}/?tag=data-lang`);

    expect((await warned).text()).toContain('data-source');
    expect(await page.locator('.lr-form').count()).toBe(0);
    expect(troubles).toEqual([]);
  });
});
