import { describe, expect, it } from 'vitest';
import { accepted } from '#shared/domain/offer-life.ts';
import { anOfferedLead } from '#test/support/a-lead.ts';
import { recordingTools } from '#test/support/recording-tools.ts';
import { FORM, JSON_BODY, consoleWorld } from './console-world.ts';

const ACCEPT = { headers: JSON_BODY, body: '{"answer":"accept"}' };
const REACHED = { headers: FORM, body: 'act=reached&lead=lead-00000001' };

describe('what reps do', () => {
  it('is counted when one accepts, once however often they press', async () => {
    const { meter, counts, published } = recordingTools();
    const { ask } = consoleWorld([anOfferedLead()], { meter });

    await ask('POST', '/o/lead-00000001~1', ACCEPT);
    await ask('POST', '/o/lead-00000001~1', ACCEPT);

    expect(counts).toEqual({ LeadAccepted: 1 });
    expect(published.times).toBe(2);
  });

  it('is counted when one has reached the client, for the first time', async () => {
    const { meter, counts } = recordingTools();
    const lead = accepted(anOfferedLead(), new Date('2026-11-23T09:01:00Z'));
    const { ask } = consoleWorld([lead], { meter });

    await ask('POST', `/r/rep~${lead.owner}`, REACHED);
    await ask('POST', `/r/rep~${lead.owner}`, REACHED);

    expect(counts).toEqual({ ResponseNoted: 1 });
  });

  it('is not counted when one only looks', async () => {
    const { meter, counts } = recordingTools();
    const { ask } = consoleWorld([anOfferedLead()], { meter });

    await ask('GET', '/o/lead-00000001~1');

    expect(counts).toEqual({});
  });
});
