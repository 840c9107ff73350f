import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { compareAnswer, compareLeads } from '#cdk/local/invoke/compare-event.ts';
import { listCases } from '#cdk/local/invoke/compare-all.ts';
import { DEMO_SETTINGS } from '#cdk/local/lead-relay.ts';
import { readDemoSecrets } from '#cdk/local/settings.ts';
import { telephonyHandler } from '#functions/telephony/handler.ts';
import { CALL_PROVIDERS } from '#functions/telephony/providers/registry.ts';
import { webFormHandler } from '#functions/web-form/handler.ts';
import { FORM_PROVIDERS } from '#functions/web-form/providers/registry.ts';
import { leadIdOf } from '#shared/intake/lead-identity.ts';
import type { SubmissionDetails } from '#shared/ports/submission-details.ts';
import { expectDescribed } from '#test/support/described.ts';
import { demoSettings } from '#test/support/in-memory-settings.ts';
import { HandClock, intakeWorld } from '#test/support/intake-world.ts';
import { aContext } from '#test/support/lambda.ts';
import { NO_CAPTCHA } from '#test/support/no-captcha.ts';
import { readPayload } from '#test/support/payloads.ts';
import { recordingTools } from '#test/support/recording-tools.ts';

const SETTINGS = await demoSettings();
const SECRETS = await readDemoSecrets(DEMO_SETTINGS);
const CASES = await listCases();

const SOMEBODY: SubmissionDetails = {
  fetch: async (_source, ref) => ({
    outcome: 'found',
    entries: [{ name: 'phone', text: `+7999${ref.slice(-7).padStart(7, '1')}` }],
    attribution: {},
  }),
};

/** The recorded request as it is, at the very moment it is fresh, through the door it came to. */
async function send(name: string) {
  const { event, now } = await readPayload(name.replace(/\.json$/, ''));
  const clock = new HandClock(now === undefined ? new Date('2026-11-23T09:00:00Z') : new Date(now * 1000));
  const world = { ...intakeWorld(SETTINGS, undefined, SECRETS), details: SOMEBODY, clock };
  const tools = { ...recordingTools(), captcha: NO_CAPTCHA };
  const handler = name.startsWith('web-form/')
    ? webFormHandler({ ...world, ...tools })
    : telephonyHandler({ ...world, ...tools });
  const answered = await handler(event, aContext('door'));
  expectDescribed(event.requestContext.http.method, event.rawPath, answered);
  const { statusCode = 0, headers = {}, body = '' } = answered;
  return {
    answer: { status: statusCode, contentType: String(headers['content-type'] ?? ''), body },
    leads: world.leads.all(),
    lines: tools.lines,
  };
}

describe('the recorded requests of providers', () => {
  it.each(CASES)('$name: $about.situation', async ({ name, about }) => {
    const { answer, leads, lines } = await send(name);

    expect(compareAnswer(answer, about.expect)).toEqual([]);
    if (about.expect.lead) expect(compareLeads(leads, about.expect)).toEqual([]);
    else expect(leads).toEqual([]);
    const eventId = about.expect.event_ids?.[0] ?? about.expect.event_id;
    if (about.expect.lead && eventId !== undefined)
      expect(leads.map(({ id }) => id)).toContain(leadIdOf(about.provider, eventId));
    expect(JSON.stringify(lines)).not.toContain(about.secret ?? 'a secret nobody has');
  });

  it('are there for every provider', () => {
    const recorded = new Set(CASES.map(({ about }) => about.provider));
    const providers = [...FORM_PROVIDERS, ...CALL_PROVIDERS].map(({ id }) => id);
    // Our own form has events of its own, and Novofon is Zadarma under another name.
    const others = ['html', 'novofon'];
    expect(providers.filter((id) => !others.includes(id) && !recorded.has(id))).toEqual([]);
  });

  it('have a source in the demonstration, under the name of the provider', () => {
    const sources = SETTINGS.sources.sources.map(({ id, provider }) => [id, provider]);
    const providers = [...FORM_PROVIDERS, ...CALL_PROVIDERS].map(({ id }) => [id, id]);
    for (const each of providers) expect(sources).toContainEqual(each);
  });

  it('are all that telephony has', async () => {
    const files = await readdir(new URL('../../events/telephony/', import.meta.url));
    expect(CASES.filter(({ name }) => name.startsWith('telephony/'))).toHaveLength(files.length);
  });
});
