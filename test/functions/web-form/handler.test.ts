import { beforeEach, describe, expect, it } from 'vitest';
import { listCases } from '#cdk/local/invoke/compare-all.ts';
import { listEvents } from '#cdk/local/invoke/recorded-events.ts';
import type { Source } from '#shared/domain/source.ts';
import { readEvent } from '#test/support/events.ts';
import { SETTINGS, VALID, changed, formWorld, type Change, type FormWorld } from './form-world.ts';

/** What the events of our own form are answered with, and what becomes of the lead in it. */
const EXPECTED: Readonly<Record<string, readonly [status: number, lead?: string]>> = {
  'broken-json.json': [400],
  'honeypot.json': [202, 'rejected'],
  'liquidated-company.json': [202, 'rejected'],
  'multipart.json': [202, 'qualified'],
  'no-consent.json': [422],
  'private-person.json': [202, 'rejected'],
  'too-many-fields.json': [422],
  'unserved-region.json': [202, 'rejected'],
  'urlencoded-russian-names.json': [202, 'qualified'],
  'valid.json': [202, 'qualified'],
  'windows-1251.json': [202, 'qualified'],
  'wrong-inn.json': [422],
};

let world: FormWorld;
beforeEach(() => {
  world = formWorld();
});

describe('the recorded events of the web form', () => {
  it('are all expected here', async () => {
    const files = (await listEvents()).get('web-form') ?? [];
    const cases = new Set((await listCases()).map(({ name }) => name));

    const others = files.filter((file) => !cases.has(`web-form/${file}`));
    expect(others).toEqual(Object.keys(EXPECTED).sort());
  });

  it.each(Object.entries(EXPECTED))('%s is answered as expected', async (file, [status, lead]) => {
    const answer = await world.send(await readEvent(`web-form/${file}`));

    expect([file, answer.status]).toEqual([file, status]);
    expect(world.leads.all().map((one) => one.status)).toEqual(lead === undefined ? [] : [lead]);
  });
});

describe('a lead that is received', () => {
  it('is answered with its id, and as repeated the second time', async () => {
    const [first, second] = [await world.send(VALID), await world.send(VALID)];

    const [lead] = world.leads.all();
    expect(first.status).toBe(202);
    expect(first.json).toEqual({ leadId: lead?.id, outcome: 'received' });
    expect(second.status).toBe(202);
    expect(second.json).toEqual({ leadId: lead?.id, outcome: 'repeated' });
    expect(world.tools.counts).toMatchObject({ LeadReceived: 1, LeadQualified: 1, LeadRepeated: 1 });
  });

  it('is answered the same whether it was rejected or not', async () => {
    const qualified = await world.send(VALID);
    const other = { 'idempotency-key': 'another', 'content-type': 'application/json' };
    const tooSmall = {
      budget: '100 ₽',
      phone: '+7 999 000-00-02',
      email: 'other@a.example',
      inn: '7707083893',
    };
    const rejected = await world.send(changed({ headers: other, body: tooSmall }));

    expect(world.leads.all().map(({ status }) => status)).toEqual(['qualified', 'rejected']);
    expect(rejected.status).toBe(qualified.status);
    expect(rejected.headers).toEqual(qualified.headers);
    expect(rejected.json).toEqual({ leadId: world.leads.all()[1]?.id, outcome: 'received' });
  });

  it('is told to the log in one line without anything personal', async () => {
    await world.send(VALID);

    expect(world.tools.lines).toHaveLength(1);
    expect(world.tools.lines[0]).toMatchObject({
      level: 'info',
      event: 'lead.received',
      fields: { source: 'html', verdict: 'qualified', grade: 'A', counterparty: 'found' },
    });
    expect(JSON.stringify(world.tools.lines)).not.toMatch(/Станков|9990000001|000-00-01|zakupki|7736207543/);
    expect(world.tools.published.times).toBe(1);
  });

  it('under a key that came with other words is refused', async () => {
    await world.send(VALID);

    const answer = await world.send(changed({ body: { name: 'Кто-то другой' } }));

    expect(answer.status).toBe(422);
    expect(answer.headers).toMatchObject({ 'content-type': 'application/problem+json; charset=utf-8' });
    expect(answer.json).toEqual({
      type: 'about:blank',
      title: 'Unprocessable Entity',
      status: 422,
      code: 'idempotency-key-reused',
    });
  });
});

describe('a visitor’s fault', () => {
  const FAULTY = { inn: '7736207544', phone: '' };

  it.each([
    [
      'ru-RU,ru;q=0.9',
      'Укажите телефон, чтобы мы могли позвонить.',
      'В ИНН опечатка: сверьте цифры с реквизитами компании.',
    ],
    [
      'en-GB',
      'Please enter a phone number we can call.',
      'There is a slip in the INN: please compare its digits with the company’s details.',
    ],
    [
      'de',
      'Укажите телефон, чтобы мы могли позвонить.',
      'В ИНН опечатка: сверьте цифры с реквизитами компании.',
    ],
  ])('is explained field by field in the language of %s', async (language, phone, inn) => {
    const answer = await world.send(changed({ headers: { 'accept-language': language }, body: FAULTY }));

    expect(answer.status).toBe(422);
    expect(answer.headers).toMatchObject({ 'content-type': 'application/problem+json; charset=utf-8' });
    expect(answer.json).toEqual({
      type: 'about:blank',
      title: 'Unprocessable Entity',
      status: 422,
      code: 'invalid-fields',
      errors: [
        { field: 'inn', code: 'inn-checksum', message: inn },
        { field: 'phone', code: 'required', message: phone },
      ],
    });
    expect(world.leads.all()).toEqual([]);
    expect(world.tools.counts).toEqual({ SubmissionRefused: 1 });
  });
});

describe('a provider that asks whether it is us', () => {
  it('is answered what it asked for only when it proves itself, and leaves no lead by asking', async () => {
    world = formWorld({ secrets: { 'meta-verify-token': 'meatyhamhock' } });
    const asking = (token: string) =>
      changed({
        method: 'GET',
        source: 'meta',
        query: `hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${token}`,
      });

    const answers = [await world.send(asking('meatyhamhock')), await world.send(asking('guess'))];

    expect(answers.map(({ status }) => status)).toEqual([200, 401]);
    expect(answers[0]?.body).toBe('1158201444');
    expect(world.leads.all()).toEqual([]);
  });
});

describe('a request that is none of the form’s', () => {
  it.each<[number, string, Change]>([
    [404, 'unknown-source', { source: 'nobody' }],
    [404, 'unknown-source', { source: 'mango' }],
    [405, 'method-not-allowed', { method: 'GET' }],
    [405, 'method-not-allowed', { method: 'PUT' }],
    [405, 'method-not-allowed', { method: 'DELETE' }],
    [405, 'method-not-allowed', { method: 'GET', source: 'tilda' }],
    [400, 'malformed-json', { body: '{"name":' }],
    [400, 'empty-body', { body: '' }],
    [422, 'not-an-object', { body: '[]' }],
    [415, 'content-type-not-supported', { headers: { 'content-type': 'text/plain' } }],
    [415, 'content-type-not-supported', { headers: { 'content-type': undefined } }],
    [413, 'body-too-large', { body: JSON.stringify({ message: 'a'.repeat(65 * 1024) }) }],
    [422, 'idempotency-key-malformed', { headers: { 'idempotency-key': 'ключ' } }],
  ])('is answered %i %s', async (status, code, change) => {
    const answer = await world.send(changed(change));

    expect([answer.status, answer.json]).toEqual([status, expect.objectContaining({ status, code })]);
    expect(answer.headers).toMatchObject({ 'content-type': 'application/problem+json; charset=utf-8' });
    expect(world.leads.all()).toEqual([]);
  });

  it('hears which methods there are', async () => {
    expect((await world.send(changed({ method: 'PATCH' }))).headers).toMatchObject({
      allow: 'POST, OPTIONS',
    });
  });

  it('is not let in without the secret of a source that has one, nor with a wrong one', async () => {
    const sources = SETTINGS.sources.sources.map((source) => ({ ...source, secrets: ['site'] }));
    const settings = { ...SETTINGS, sources: { version: 1, sources } };
    world = formWorld({ settings, secrets: { site: 'open sesame' } });

    const answers = [
      await world.send(VALID),
      await world.send(changed({ headers: { 'x-form-secret': 'open barley' } })),
      await world.send(changed({ headers: { 'x-form-secret': 'open sesame' } })),
    ];

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 202]);
    expect(answers[0]?.json).toMatchObject({ code: 'not-genuine' });
    expect(world.tools.counts).toMatchObject({ SubmissionForged: 2, LeadReceived: 1 });
  });

  it('is answered with nothing of our insides when the table is down', async () => {
    const down = async (): Promise<never> => {
      throw new Error('+79990000001 could not be written');
    };
    world = formWorld({ broken: { keep: down } });

    const answer = await world.send(VALID);

    expect(answer.status).toBe(500);
    expect(answer.json).toMatchObject({ code: 'internal-error' });
    expect(`${answer.body}${JSON.stringify(world.tools.lines)}`).not.toContain('9990000001');
    expect(world.tools.published.times).toBe(1);
  });
});

describe('a visitor who sends more than the limit', () => {
  const ORIGIN = 'https://shop.example';

  function limitedWorld(limits: Source['limits']): FormWorld {
    const sources = SETTINGS.sources.sources.map((source) => ({ ...source, limits, origins: [ORIGIN] }));
    return formWorld({ settings: { ...SETTINGS, sources: { version: 1, sources } } });
  }

  it.each([
    ['ru', 'Слишком много заявок подряд. Подождите минуту и отправьте ещё раз.'],
    ['en', 'Too many submissions in a row. Please wait a minute and send it again.'],
  ])(
    'hears when to come again, in words of %s that a page of another origin may read',
    async (language, detail) => {
      world = limitedWorld({ perAddressPerMinute: 1, perMinute: 100 });
      const headers = { origin: ORIGIN, 'accept-language': language };
      await world.send(changed({ headers }));

      const answer = await world.send(changed({ headers }));

      expect(answer.status).toBe(429);
      expect(answer.json).toEqual({
        type: 'about:blank',
        title: 'Too Many Requests',
        status: 429,
        code: 'too-many-requests',
        detail,
      });
      expect(answer.headers).toMatchObject({
        'retry-after': '120',
        'access-control-allow-origin': ORIGIN,
        'access-control-expose-headers': 'retry-after',
      });
      expect(world.tools.counts).toMatchObject({ SubmissionLimited: 1, LeadReceived: 1 });
      expect(world.tools.lines.at(-1)).toEqual({
        level: 'warn',
        event: 'submission.limited',
        fields: { source: 'html', limit: 'address' },
      });
    },
  );

  it('hears it too when everybody together sends more', async () => {
    world = limitedWorld({ perAddressPerMinute: 100, perMinute: 1 });
    await world.send(changed({ headers: { origin: ORIGIN } }));

    expect((await world.send(changed({ headers: { origin: ORIGIN } }))).status).toBe(429);
    expect(world.tools.lines.at(-1)?.fields).toEqual({ source: 'html', limit: 'source' });
  });
});
