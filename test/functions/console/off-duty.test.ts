import { describe, expect, it } from 'vitest';
import { accepted } from '#shared/domain/offer-life.ts';
import { anOfferedLead } from '#test/support/a-lead.ts';
import { AUTHORIZED, consoleWorld, JSON_BODY } from './console-world.ts';

const OFF = { headers: { ...AUTHORIZED, ...JSON_BODY }, body: '{"onDuty": false}' };

describe('a rep who goes off duty', () => {
  it('gives open offers back at once, and keeps what they accepted', async () => {
    const taken = accepted(anOfferedLead({ id: 'taken' }), new Date('2026-11-23T09:01:00.000Z'));
    const { ask, leads, woken } = consoleWorld([anOfferedLead(), taken]);

    expect((await ask('PATCH', '/v1/reps/olga', OFF)).statusCode).toBe(200);

    expect(await leads.find('lead-00000001')).toMatchObject({
      status: 'qualified',
      formerOffers: [{ rep: 'olga', state: 'withdrawn', because: 'rep-away' }],
    });
    expect(await leads.find('taken')).toMatchObject({ owner: 'olga', status: 'accepted' });
    expect(leads.load('olga')).toBe(1);
    expect(woken).toEqual(['assignments lead-00000001 rep-away']);
  });

  it('is off duty also when nothing can be given back just now', async () => {
    const { ask, leads, logged } = consoleWorld([anOfferedLead()], {
      held: {
        ofRep: async () => {
          throw new Error('the index is away');
        },
        inPool: async () => [],
      },
    });

    expect((await ask('PATCH', '/v1/reps/olga', OFF)).statusCode).toBe(200);

    expect(leads.isOnDuty('olga')).toBe(false);
    expect(logged).toEqual([expect.stringContaining('give-back.failed')]);
  });
});
