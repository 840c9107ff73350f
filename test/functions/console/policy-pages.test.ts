import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkSettings } from '#shared/contracts/settings/check-settings.ts';
import { editPolicy, rollBackOnPage, showPolicy, takeEdit } from '#functions/console/policy-routes.ts';
import type { Call } from '#functions/console/call.ts';
import { InMemorySettingsArchive } from '#test/support/in-memory-settings-archive.ts';
import { DEMO_VARIABLES, InMemorySettings, demoSettings } from '#test/support/in-memory-settings.ts';
import { REPOSITORY } from '#test/support/leads-template.ts';

let text = '';
beforeAll(async () => {
  text = await readFile(join(REPOSITORY, 'cdk/local/settings/policy.yaml'), 'utf8');
});

async function aDesk() {
  const archive = new InMemorySettingsArchive();
  const checked = checkSettings('policy', text, DEMO_VARIABLES);
  if (checked.outcome === 'faulty') throw new Error('the demonstration has no faults');
  await archive.publish('policy', text, checked.content, {
    by: 'settings-folder',
    variables: DEMO_VARIABLES,
  });
  return { archive, settings: new InMemorySettings(await demoSettings()) };
}

function aCall(fields: Readonly<Record<string, string>> = {}, parameters: Call['parameters'] = {}): Call {
  return {
    method: 'POST',
    path: '/console/policy',
    url: 'http://127.0.0.1/console/policy',
    rest: '',
    address: '127.0.0.1',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    query: new URLSearchParams(),
    body: Buffer.from(new URLSearchParams(fields).toString()),
    parameters,
    cookies: new Map(),
    language: 'ru',
    now: new Date('2026-11-24T09:00:00.000Z'),
  };
}

describe('the page of the rules', () => {
  it('shows each rule in words and as it was written, with the version in force', async () => {
    const { statusCode, body } = await showPolicy(aCall(), await aDesk());

    expect(statusCode).toBe(200);
    expect(body).toContain('Правила, версия 1');
    expect(body).toContain('need.budgetRub &lt; 50000');
    expect(body).toContain('region-not-served');
  });

  it('knows no version that was never published', async () => {
    expect(await showPolicy(aCall({}, { version: '7' }), await aDesk())).toMatchObject({ statusCode: 404 });
  });

  it('gives the document to be edited as it was written', async () => {
    const { body } = await editPolicy(aCall(), await aDesk());

    expect(body).toContain('${REGISTRY_URL}');
  });

  it('names the line of a fault, keeps what was typed, and publishes nothing', async () => {
    const desk = await aDesk();
    const wrong = text.replace('need.budgetRub < 50000', 'need.budgetRob < 50000');

    const { statusCode, body } = await takeEdit(aCall({ text: wrong, base: '1', act: 'publish' }), desk);

    const line = wrong.split('\n').findIndex((one) => one.includes('budgetRob')) + 1;
    expect(statusCode).toBe(422);
    expect(body).toContain(`строка ${line}`);
    expect(body).toContain('need.budgetRob &lt; 50000');
    expect(desk.archive.inForce('policy')).toBe(1);
  });

  it('publishes, and rolls back in one step', async () => {
    const desk = await aDesk();
    const stricter = text
      .replace('Реквизитах', 'реквизитах')
      .replace('В реквизитах ошибка', 'Реквизиты неверны');

    expect(await takeEdit(aCall({ text: stricter, base: '1', act: 'publish' }), desk)).toMatchObject({
      statusCode: 303,
    });
    expect(desk.archive.inForce('policy')).toBe(2);
    await rollBackOnPage(aCall({ version: '1' }), desk);

    expect(desk.archive.inForce('policy')).toBe(1);
  });

  it('does not publish over a version that came into force meanwhile', async () => {
    const desk = await aDesk();
    await takeEdit(aCall({ text, base: '1', act: 'publish' }), desk);

    const { statusCode, body } = await takeEdit(aCall({ text, base: '1', act: 'publish' }), desk);

    expect(statusCode).toBe(409);
    expect(body).toContain('версия 2');
    expect(desk.archive.inForce('policy')).toBe(2);
  });
});
