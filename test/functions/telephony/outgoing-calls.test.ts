import { describe, expect, it } from 'vitest';
import { telephonyHandler } from '#functions/telephony/handler.ts';
import { clientKeysOf } from '#shared/domain/client-key.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { HOUR_MS } from '#shared/domain/time.ts';
import { anOfferedLead, aQualifiedLead } from '#test/support/a-lead.ts';
import { readEvent } from '#test/support/events.ts';
import { demoSettings } from '#test/support/in-memory-settings.ts';
import { intakeWorld } from '#test/support/intake-world.ts';
import { aContext } from '#test/support/lambda.ts';
import { recordingTools } from '#test/support/recording-tools.ts';

const SETTINGS = await demoSettings();
const SECRETS = {
  'mango-salt': 's4ltv5x0demo9mango7office1vpbx2a',
  'uis-token': 'uis-test-token-01',
  'bitrix24-application-token': 'b24apptoken0123456789abcdef01234',
};

/** Telephony at 09:10, with a lead that has claimed its client. */
async function world(lead: Lead) {
  const made = intakeWorld(SETTINGS, undefined, SECRETS);
  const tools = recordingTools();
  made.leads.put({ ...lead, version: lead.version - 1 });
  const terms = { windowMs: 168 * HOUR_MS, over: [], apart: [] };
  await made.clients.claim(lead, clientKeysOf(lead, ['inn', 'phone']), terms);
  made.clock.pass(600_000);
  const handler = telephonyHandler({ ...made, ...tools });
  return {
    ...made,
    tools,
    hear: async (name: string) =>
      (await handler(await readEvent(`telephony/${name}.json`), aContext('telephony'))).statusCode,
    lead: async () => (await made.leads.find(lead.id)) ?? lead,
  };
}

function waitsAt(phone: string): Lead {
  return anOfferedLead({ contact: { phone } });
}

describe('a call of ours that the client has answered', () => {
  it.each([
    ['mango-outbound', 'mango', '+79991234567', '2026-11-23T09:08:00.000Z'],
    ['uis-outbound', 'uis', '+79991234567', '2026-11-23T09:08:00.000Z'],
    ['bitrix24-outbound', 'bitrix24', '+79992223344', '2026-11-23T09:08:25.000Z'],
  ])('as %s tells it, is the first response to the open lead', async (event, source, phone, at) => {
    const { hear, lead, leads, tools } = await world(waitsAt(phone));

    expect(await hear(event)).toBe(200);

    expect(await lead()).toMatchObject({
      status: 'accepted',
      owner: 'olga',
      firstResponse: { at, by: source },
      offer: { state: 'accepted' },
    });
    expect(leads.all()).toHaveLength(1);
    expect(tools.counts).toMatchObject({ ResponseNoted: 1 });
    expect(JSON.stringify(tools.lines)).not.toContain(phone.slice(-7));
  });

  it('counts once, however often it is told', async () => {
    const { hear, lead } = await world(waitsAt('+79991234567'));
    await hear('mango-outbound');
    const first = await lead();

    await hear('mango-outbound');
    await hear('uis-outbound');

    expect(await lead()).toEqual(first);
  });

  it('reaches also whom nobody has yet been made responsible for', async () => {
    const qualified = aQualifiedLead({ contact: { phone: '+79991234567' } });
    const { hear, lead } = await world(qualified);

    await hear('mango-outbound');

    expect(await lead()).toMatchObject({ status: 'qualified', firstResponse: { by: 'mango' } });
    expect((await lead()).nextActionAt).toBe(qualified.nextActionAt);
  });

  it.each([
    ['at another number', waitsAt('+79990000009')],
    ['whose lead has ended', { ...waitsAt('+79991234567'), status: 'won' as const }],
  ])('is nothing to a client %s', async (_name, other) => {
    const { hear, lead, tools } = await world(other);

    expect(await hear('mango-outbound')).toBe(200);

    expect(await lead()).not.toHaveProperty('firstResponse');
    expect(tools.lines).toContainEqual(
      expect.objectContaining({
        event: 'submission.ignored',
        fields: { source: 'mango', because: 'no-open-lead' },
      }),
    );
  });
});
