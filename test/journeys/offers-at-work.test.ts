import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { aFormOf } from '#test/support/a-form.ts';
import { keepScreenshot, overflowOf, startBrowser } from '#test/support/browser.ts';
import { demoSettingsWith } from '#test/support/demo-settings.ts';
import { LocalSystem, leadIdOf, offerPathOf } from '#test/support/local-system.ts';

const OPEN_OFFERS = 20;
const JSON_HEADERS = { accept: 'application/json', 'content-type': 'application/json' };
const OPS = { ...JSON_HEADERS, authorization: 'Bearer local-ops' };

let system: LocalSystem;
let settingsFolder: string;
let browser: Browser;
let phone: Page;
beforeAll(async () => {
  // Whoever has a budget over a million is offered to two at once; the rest goes by the turn.
  settingsFolder = await demoSettingsWith(
    'team',
    '  - id: key\n',
    '  - id: hot\n    strategy: first-to-accept\n    askAtOnce: 2\n    when: lead.kind == "form" && need.budgetRub > 5000000\n    members: [{ rep: anna }, { rep: pavel }]\n\n  - id: key\n',
  );
  [system, browser] = await Promise.all([LocalSystem.start({ settingsFolder }), startBrowser()]);
  phone = await browser.newPage({ locale: 'ru-RU', viewport: { width: 360, height: 740 } });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await system?.stop();
  await rm(settingsFolder, { recursive: true, force: true });
});

let clients = 0;

async function posted(budget: string): Promise<string> {
  const form = { ...aFormOf((clients += 1)), budget };
  return leadIdOf(await system.postForm(form, `offers-at-work-${clients}`));
}

function chats(): string {
  return `${system.url}/local/stand-ins/telegram/chats`;
}

describe('a lead that is put before two at once', () => {
  it('goes to whoever clicks first; the other is told, and the CRM has one card of the winner', async () => {
    const id = await posted('9 млн');
    await system.leadOnce(
      id,
      'offered to two',
      ({ status, handoffs }) =>
        status === 'offered' && handoffs.filter(({ outcome }) => outcome === 'delivered').length === 2,
    );
    const { messages } = await system.toldOf(id);
    const paths = messages.map((message) => offerPathOf(message));

    const clicks = await Promise.all(
      paths.map((path) =>
        system.request(path, { method: 'POST', headers: JSON_HEADERS, body: '{"answer":"accept"}' }),
      ),
    );

    expect(new Set(messages.map(({ chatId }) => chatId)).size).toBe(2);
    expect(clicks.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(clicks.find(({ status }) => status === 409)?.json).toEqual({ outcome: 'accepted-by-other' });
    await expect.poll(async () => (await system.toldOf(id)).cards.length, { timeout: 10_000 }).toBe(1);
    expect((await system.lead(id)).status).toBe('accepted');
  });
});

describe('a lead on the phone of a rep', () => {
  it('is declined by a button of the messenger, with the reason, and goes to the next', async () => {
    const id = await posted('400 000');
    const { owner } = await system.deliveredLead(id);

    await phone.goto(chats());
    await phone.locator(`li:has([href*="${id}"]) button`, { hasText: 'Отказаться' }).first().click();
    await phone.getByRole('button', { name: 'Не мой продукт' }).click();
    await phone.getByText('Отказ записан').waitFor();

    const next = await system.leadOnce(
      id,
      'with the next rep',
      ({ offer, owner: now }) => now !== null && now !== owner && (offer?.attempt ?? 0) > 1,
    );
    expect(next.formerOffers).toMatchObject([{ rep: owner, because: 'not-my-product' }]);
  });

  it('is accepted there, and stands on the page that is their own until the client was reached', async () => {
    const id = await posted('400 000');
    const { owner } = await system.deliveredLead(id);
    await phone.goto(chats());
    await phone.locator(`li:has([href*="${id}"]) button`, { hasText: 'Принять' }).first().click();
    await phone.getByText('Заявка ваша').waitFor();

    const path = await ownPageOf(owner ?? '');
    await phone.goto(`${system.url}${path}`);
    await keepScreenshot(phone, 'rep-page');
    expect(await overflowOf(phone)).toBe(0);
    await phone.locator(`button[name=lead][value="${id}"]`).click();

    await phone.getByText('Записано: с клиентом связались.').waitFor();
    const { timeline } = await system.lead(id);
    expect(timeline.map(({ event }) => event)).toContain('lead.first-response');
  });

  it('declined by everybody, ends with the supervisor', async () => {
    const id = await posted('400 000');
    let lead = await system.deliveredLead(id);
    for (let asked = 0; lead.status === 'offered' && asked < 6; asked += 1) {
      const attempt = lead.offer?.attempt ?? 0;
      const told = async () => (await system.toldOf(id)).messages.length;
      await expect.poll(told, { timeout: 10_000 }).toBeGreaterThan(asked);
      const path = offerPathOf((await system.toldOf(id)).messages.at(-1));
      await phone.goto(`${system.url}${path}`);
      if (asked === 0) await keepScreenshot(phone, 'offer-phone');
      await phone.locator('.decline summary').click();
      await phone.locator('button[value=decline]').click();
      lead = await system.leadOnce(id, 'with somebody else', ({ offer }) => (offer?.attempt ?? 0) > attempt);
    }

    expect(lead).toMatchObject({ status: 'escalated', owner: 'olga' });
    await keepScreenshot(phone, 'offer-declined');
  });
});

describe('a rep who goes home with twenty open offers', () => {
  it('leaves none behind: each is with somebody else within the minute', async () => {
    for (const rep of ['pavel', 'olga', 'ivan']) await switchDuty(rep, false);
    const ids = await Promise.all(Array.from({ length: OPEN_OFFERS }, () => posted('350 000')));
    for (const id of ids) await system.leadOnce(id, "anna's", ({ owner }) => owner === 'anna');
    for (const rep of ['pavel', 'olga']) await switchDuty(rep, true);

    const leftAt = Date.now();
    await switchDuty('anna', false);
    for (const id of ids)
      await system.leadOnce(id, 'with somebody else', ({ owner }) => owner !== null && owner !== 'anna');

    expect(Date.now() - leftAt).toBeLessThan(60_000);
    for (const id of ids)
      expect((await system.lead(id)).formerOffers).toMatchObject([{ rep: 'anna', because: 'rep-away' }]);
  });
});

async function switchDuty(rep: string, onDuty: boolean): Promise<void> {
  const body = JSON.stringify({ onDuty });
  expect((await system.request(`/v1/reps/${rep}`, { method: 'PATCH', headers: OPS, body })).status).toBe(200);
}

/** As the head of sales finds it on the team's page. */
async function ownPageOf(rep: string): Promise<string> {
  await phone.goto(`${system.url}/console/team`);
  if ((await phone.locator('input[name=token]').count()) > 0) {
    await phone.fill('input[name=token]', 'local-head');
    await phone.click('main form button');
  }
  await phone.goto(`${system.url}/console/team`);
  return (await phone.locator(`a[href^="/r/${rep}."]`).first().getAttribute('href')) ?? '';
}
