import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { beforeEach, describe, expect, it } from 'vitest';
import { telephonyHandler } from '#functions/telephony/handler.ts';
import { readEvent } from '#test/support/events.ts';
import { demoSettings } from '#test/support/in-memory-settings.ts';
import { intakeWorld, type IntakeWorld } from '#test/support/intake-world.ts';
import { aContext } from '#test/support/lambda.ts';
import { recordingTools, type RecordingTools } from '#test/support/recording-tools.ts';

const SETTINGS = await demoSettings();
const SECRETS = {
  'mango-salt': 's4ltv5x0demo9mango7office1vpbx2a',
  'zadarma-secret': 'zadarma-test-secret-0001',
};

let world: IntakeWorld;
let tools: RecordingTools;
beforeEach(() => {
  world = intakeWorld(SETTINGS, undefined, SECRETS);
  tools = recordingTools();
});

async function send(event: APIGatewayProxyEventV2, broken: Partial<IntakeWorld['leads']> = {}) {
  const leads = Object.assign(world.leads, broken);
  const {
    statusCode,
    headers,
    body = '',
  } = await telephonyHandler({ ...world, ...tools, leads })(event, aContext('telephony'));
  return { status: statusCode, headers, body };
}

function elsewhere(event: APIGatewayProxyEventV2, source: string): APIGatewayProxyEventV2 {
  return { ...event, rawPath: `/v1/calls/${source}`, pathParameters: { source } };
}

describe('a call', () => {
  it('becomes a lead that is judged and on its way, under its number', async () => {
    await send(await readEvent('telephony/mango-missed.json'));

    expect(world.leads.all()).toMatchObject([
      {
        source: 'mango',
        status: 'qualified',
        contact: { phone: '+74997654321' },
        counterparty: { outcome: 'unchecked', because: 'no-inn' },
      },
    ]);
    expect(world.assignments.sent).toHaveLength(1);
    expect(tools.counts).toMatchObject({ LeadReceived: 1, LeadQualified: 1 });
    expect(JSON.stringify(tools.lines)).not.toContain('7654321');
  });

  it('that is told again is the same lead, and is answered the same', async () => {
    const event = await readEvent('telephony/zadarma-missed.json');

    const answers = [await send(event), await send(event), await send(event)];

    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(world.leads.all()).toHaveLength(1);
    expect(world.assignments.sent).toHaveLength(1);
  });

  it('is answered well although the queue is down', async () => {
    world = {
      ...world,
      assignments: Object.assign(world.assignments, {
        send: async () => {
          throw new Error('down');
        },
      }),
    };

    expect((await send(await readEvent('telephony/mango-missed.json'))).status).toBe(200);
    expect(tools.lines).toMatchObject([
      { event: 'lead.received' },
      { event: 'lead.left-to-sweep', fields: { failed: 'queue' } },
    ]);
  });

  it('is answered with a failure when it could not be kept, so that it is told again', async () => {
    const down = async (): Promise<never> => {
      throw new Error('down');
    };

    expect((await send(await readEvent('telephony/mango-missed.json'), { keep: down })).status).toBe(500);
    expect(tools.lines).toMatchObject([{ level: 'error', event: 'request.failed' }]);
  });
});

describe('a request that is no call', () => {
  it('of a source nobody knows is 404, and so is one of a form', async () => {
    const event = await readEvent('telephony/mango-missed.json');

    for (const source of ['nobody', 'html']) {
      const answer = await send(elsewhere(event, source));
      expect([answer.status, JSON.parse(answer.body)]).toMatchObject([404, { code: 'unknown-source' }]);
    }
  });

  it('of one source is forged at another', async () => {
    const event = await readEvent('telephony/zadarma-missed.json');

    const answer = await send(elsewhere(event, 'novofon'));

    expect([answer.status, JSON.parse(answer.body)]).toMatchObject([401, { code: 'not-genuine' }]);
    expect(world.leads.all()).toEqual([]);
    expect(tools.counts).toEqual({ SubmissionForged: 1 });
  });

  it.each(['', '{', '\u0000', 'a=b', `json=${'['.repeat(50_000)}`, 'vpbx_api_key=%ZZ&sign=&json=null'])(
    'and is not even signed is refused: %j',
    async (body) => {
      for (const file of ['mango-missed', 'zadarma-missed']) {
        const event = await readEvent(`telephony/${file}.json`);
        const answer = await send({ ...event, body, isBase64Encoded: false });

        expect([400, 401, 413, 415, 422]).toContain(answer.status);
        expect(world.leads.all()).toEqual([]);
      }
    },
  );
});

describe('a telephony system that sends more than its limit', () => {
  it('is asked to come again, and what it sends is not kept', async () => {
    const sources = SETTINGS.sources.sources.map((source) => ({
      ...source,
      limits: { perAddressPerMinute: 1, perMinute: 1 },
    }));
    world = intakeWorld({ ...SETTINGS, sources: { version: 1, sources } }, undefined, SECRETS);
    const [missed, answered] = [
      await readEvent('telephony/mango-missed.json'),
      await readEvent('telephony/mango-answered.json'),
    ];

    const first = await send(missed);
    const second = await send(answered);

    expect(first.status).toBe(200);
    expect([second.status, JSON.parse(second.body)]).toMatchObject([429, { code: 'too-many-requests' }]);
    expect(second.headers).toMatchObject({ 'retry-after': '120' });
    expect(world.leads.all()).toHaveLength(1);
    expect(tools.counts).toMatchObject({ SubmissionLimited: 1 });
  });

  it('is not held back by strangers, whose requests count for nothing', async () => {
    const sources = SETTINGS.sources.sources.map((source) => ({
      ...source,
      limits: { perAddressPerMinute: 1, perMinute: 1 },
    }));
    world = intakeWorld({ ...SETTINGS, sources: { version: 1, sources } }, undefined, SECRETS);
    const forged = await readEvent('telephony/mango-forged.json');

    const answers = [await send(forged), await send(forged), await send(forged)];

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect((await send(await readEvent('telephony/mango-missed.json'))).status).toBe(200);
  });
});
