import { describe, expect, it } from 'vitest';
import { demoSettings, InMemorySettings } from '#test/support/in-memory-settings.ts';
import { InMemoryCounterparties } from '#test/support/in-memory-counterparties.ts';
import { InMemorySettingsArchive } from '#test/support/in-memory-settings-archive.ts';
import { LibPhoneNumbers } from '#shared/adapters/libphonenumber/phone-numbers.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { clientKeysOf } from '#shared/domain/client-key.ts';
import type { CounterpartyRegistry } from '#shared/ports/counterparty-registry.ts';
import { InMemoryLeads } from '#test/support/in-memory-leads.ts';
import { aQualifiedLead } from '#test/support/a-lead.ts';
import { found } from '#test/support/intake-world.ts';
import { AUTHORIZED, JSON_BODY, TEAM, consoleWorld } from './console-world.ts';

const demo = { ...(await demoSettings()), team: TEAM };
const GOOD_FIELDS = {
  name: 'Анна',
  phone: '8 999 123 45 67',
  inn: '7707083893',
  company: 'ООО «Ромашка»',
  product: 'Пресс',
  budget: '400 000',
  role: 'закупщик',
  timeline: 'срочно',
  message: 'Нужен пресс на сорок тонн, срочно перезвоните',
  consent: 'on',
};
const GOOD = { source: 'html', fields: GOOD_FIELDS };

interface Wishes {
  readonly leads?: InMemoryLeads;
  readonly registry?: CounterpartyRegistry['find'];
  readonly cache?: InMemoryCounterparties;
  readonly language?: 'ru' | 'en';
}

async function simulated(body: unknown, { leads, registry, cache, language = 'en' }: Wishes = {}) {
  const table = leads ?? new InMemoryLeads();
  const world = consoleWorld([], {
    leads: table,
    book: table,
    clients: table,
    settings: new InMemorySettings(demo),
    archive: new InMemorySettingsArchive(demo),
    simulation: async () => ({
      phones: new LibPhoneNumbers(),
      cache: cache ?? new InMemoryCounterparties(),
      registryFor: () => ({ find: registry ?? (async ({ id }) => found(id)) }),
    }),
  });
  const answer = await world.ask('POST', '/v1/simulations', {
    headers: { ...AUTHORIZED, ...JSON_BODY, 'accept-language': language },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: answer.statusCode, view: JSON.parse(answer.body) };
}

describe('a simulation', () => {
  it('judges one submission as intake would, and explains it', async () => {
    const { status, view } = await simulated(GOOD, { language: 'ru' });

    expect(status).toBe(200);
    expect(view).toMatchObject({
      outcome: 'qualified',
      reasons: [],
      policyVersion: 1,
      score: { total: 83, grade: 'A' },
      counterparty: { from: 'registry', outcome: 'found', region: 'RU-MOW' },
      faults: [],
      sentBack: false,
      duplicateOf: null,
    });
    expect(view.explanation.score.arithmetic).toBe('22 + 16 + 25 + 20 = 83');
    expect(view.explanation.summary[0]).toBe('Годная: ни одно из правил отказа (10) не сработало.');
  });

  it('says who would get it, and of everybody else why not', async () => {
    const { view } = await simulated(GOOD);

    expect(view.owner).toMatchObject({
      outcome: 'offered',
      pool: 'everybody',
      rep: 'olga',
      name: 'Ольга Ким',
      code: 'turn',
      candidates: [
        { rep: 'olga', eligible: true, code: 'turn', because: 'can take it, and it is their turn' },
        { rep: 'pavel', eligible: true, code: 'eligible-turn' },
        { rep: 'ivan', eligible: true, code: 'eligible-turn' },
      ],
    });
    expect(view.owner.deadlineAt).toBe('2026-11-23T09:40:00.000Z');
  });

  it('asks for the moment it is told: at night nobody is on duty', async () => {
    const { view } = await simulated({ ...GOOD, at: '2026-11-23T22:00:00Z' });

    expect(view.owner).toMatchObject({
      outcome: 'waiting',
      rep: null,
      code: 'nobody-on-duty',
      candidates: [{ code: 'off-shift' }, { code: 'off-shift' }, { code: 'off-shift' }],
    });
  });

  it('takes a pretended answer of the registry, and asks nobody then', async () => {
    const asked: string[] = [];
    const { view } = await simulated(
      { ...GOOD, counterparty: { status: 'liquidated', region: 'RU-KAM' } },
      {
        registry: async ({ id }) => {
          asked.push(id);
          return found(id);
        },
      },
    );

    expect(asked).toEqual([]);
    expect(view).toMatchObject({
      outcome: 'rejected',
      reasons: ['company-liquidated', 'region-not-served'],
      score: null,
      counterparty: { from: 'given', status: 'liquidated' },
      owner: null,
    });
  });

  it('says where its counterparty is from: cache, registry, nobody', async () => {
    const cache = new InMemoryCounterparties();
    await cache.remember(
      { country: 'RU', id: '7707083893' },
      { outcome: 'not-found', checkedAt: '2026-11-23T09:00:00.000Z', stale: false },
      '2999-01-01T00:00:00.000Z',
    );
    const down: CounterpartyRegistry['find'] = async () => ({
      outcome: 'unavailable',
      because: 'quota-spent',
    });
    const withoutInn = { source: 'html', fields: { name: 'Анна', phone: '+79991234567' } };

    const answers = await Promise.all([
      simulated(GOOD, { cache }),
      simulated(GOOD, { registry: down }),
      simulated(withoutInn),
    ]);

    expect(answers.map(({ view }) => [view.counterparty.from, view.counterparty.because])).toEqual([
      ['cache', undefined],
      ['unchecked', 'quota-spent'],
      ['unchecked', 'no-inn'],
    ]);
  });

  it('tells the faults of the fields, and that our own form would ask for them first', async () => {
    const { view } = await simulated({ source: 'html', fields: { ...GOOD_FIELDS, inn: '7707083894' } });

    expect(view.sentBack).toBe(true);
    expect(view.faults).toMatchObject([{ field: 'inn', code: 'inn-checksum', message: expect.any(String) }]);
    expect(view.reasons).toEqual(['bad-requisites']);
  });

  it('simulates a call of which only the number is known', async () => {
    const { view } = await simulated({
      source: 'mango',
      fields: { phone: '+79991234567' },
      call: { missed: true },
    });

    expect(view).toMatchObject({
      outcome: 'qualified',
      score: { total: 0, grade: 'C' },
      counterparty: { from: 'unchecked' },
    });
    expect(
      view.explanation.rules.filter(({ result }: { result: string }) => result === 'unknown').length,
    ).toBeGreaterThan(3);
  });

  it('finds the open lead of the same client, and then nobody is chosen', async () => {
    const leads = new InMemoryLeads();
    const first = aQualifiedLead();
    await leads.keep({ ...first, version: 1 });
    await leads.claim({ ...first, version: 2 }, clientKeysOf(first, ['inn', 'phone']), {
      windowMs: 3_600_000,
      over: [],
      apart: [],
    });

    const { view } = await simulated(GOOD, { leads });

    expect(view).toMatchObject({ outcome: 'qualified', duplicateOf: first.id, owner: null });
  });

  it('puts a kept lead through a draft, on what it was judged on', async () => {
    const lead: Lead = aQualifiedLead();
    const policy = DRAFT.replace('LIMIT', '2000000');

    const { view } = await simulated({ leadId: lead.id, policy }, { leads: new InMemoryLeads([lead]) });

    expect(view).toMatchObject({
      outcome: 'rejected',
      reasons: ['too-small'],
      policyVersion: null,
      counterparty: { from: 'recorded' },
    });
    expect(view.explanation.summary.at(-1)).toBe('By a draft of the policy.');
  });

  it('refuses a faulty draft with the line of each fault', async () => {
    const { status, view } = await simulated({
      ...GOOD,
      policy: DRAFT.replace('need.budgetRub < LIMIT', 'need.budgett < 5'),
    });

    expect(status).toBe(422);
    expect(view).toMatchObject({
      code: 'faulty-document',
      errors: [{ line: 8, code: 'unknown-fact', message: expect.stringContaining('need.budgetRub') }],
    });
  });
});

describe('an order that cannot be simulated', () => {
  it.each([
    ['{', 400, '', 'JSON object'],
    [[], 400, '', 'JSON object'],
    [{}, 400, 'source', 'Name a source'],
    [{ ...GOOD, sorce: 'html' }, 400, 'sorce', 'did you mean “source”?'],
    [{ ...GOOD, source: 5 }, 400, 'source', 'id of a source'],
    [{ ...GOOD, source: 'nobody' }, 422, 'source', 'there are: html'],
    [{ source: 'html', fields: { budget: 300_000 } }, 400, 'fields.budget', 'quoted'],
    [{ source: 'html', fields: [] }, 400, 'fields', 'object of texts'],
    [{ source: 'html', fields: { budjet: '5' } }, 422, 'fields.budjet', 'did you mean “budget”?'],
    [{ ...GOOD, kind: 'letter' }, 400, 'kind', 'form or call'],
    [{ ...GOOD, kind: 'form', call: { missed: true } }, 400, 'call', 'Only a call'],
    [{ ...GOOD, call: { missed: 'yes' } }, 400, 'call.missed', 'true or false'],
    [{ ...GOOD, counterparty: { status: 'dead' } }, 400, 'counterparty.status', 'liquidated'],
    [{ ...GOOD, counterparty: { regon: 'RU-MOW' } }, 400, 'counterparty.regon', '“region”'],
    [{ ...GOOD, counterparty: { region: 'Москва' } }, 400, 'counterparty.region', 'RU-MOW'],
    [{ ...GOOD, policyVersion: 1, policy: '{}' }, 400, 'policy', 'not both'],
    [{ ...GOOD, policyVersion: 0 }, 400, 'policyVersion', 'from 1'],
    [{ ...GOOD, policyVersion: 99 }, 422, 'policyVersion', 'no such version'],
    [{ ...GOOD, at: 'yesterday' }, 400, 'at', 'with its zone'],
    [{ leadId: 'lead-00000001', source: 'html' }, 400, 'leadId', 'A kept lead'],
  ])('%j', async (body, status, field, sentence) => {
    const answer = await simulated(body);

    expect(answer.status).toBe(status);
    const fault = answer.view.errors.find((error: { field: string }) => error.field === field);
    expect(fault?.message).toContain(sentence);
  });

  it('is told in Russian as well', async () => {
    const { view } = await simulated({ source: 'html', fields: { budjet: '5' } }, { language: 'ru' });

    expect(view.errors[0].message).toBe('Такого поля нет, возможно, имелось в виду «budget».');
  });

  it('is a lead nobody knows', async () => {
    expect(await simulated({ leadId: 'lead-99999999' })).toMatchObject({
      status: 404,
      view: { code: 'lead-not-found' },
    });
  });

  it('reaches nothing it inherits', async () => {
    const { status } = await simulated(
      '{"source": "constructor", "fields": {"__proto__": "x", "name": "y"}}',
    );

    expect(status).toBe(422);
  });
});

const DRAFT = `counterpartyCheck:
  registry: dadata
  baseUrl: https://registry.example
  tokenSecret: dadata-token
  timeoutMs: 900
rejections:
  - code: too-small
    when: need.budgetRub < LIMIT
    text: { ru: Мало, en: Too small }
score:
  - code: budget
    cap: 30
    steps:
      - { code: some, when: need.budgetRub > 1, points: 10, text: { ru: Есть, en: Some } }
grades:
  - { grade: A, from: 5 }
  - { grade: C, from: 0 }
examples:
  - name: any
    facts: { need.budgetRub: 5000000 }
    expect: { outcome: qualified }
`;
