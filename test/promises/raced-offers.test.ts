import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerOffer } from '#functions/console/answer-offer.ts';
import type { AnswerDependencies, OfferResult } from '#functions/console/offer-result.ts';
import { reassignLead } from '#functions/console/reassign-lead.ts';
import { expireOffer, isExpired } from '#functions/sweeper/expire-offer.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { offeredToSeveral } from '#shared/domain/offer-life.ts';
import { aPool, aRep, aTeam } from '#test/support/a-choice.ts';
import { aQualifiedLead, anOfferedLead } from '#test/support/a-lead.ts';
import { InMemoryClientOwners } from '#test/support/in-memory-client-owners.ts';
import { InMemoryLeads } from '#test/support/in-memory-leads.ts';
import { InMemorySettings } from '#test/support/in-memory-settings.ts';
import { recordingTools } from '#test/support/recording-tools.ts';
import { SETTINGS } from '#test/functions/console/console-world.ts';

const INTERLEAVINGS = { seed: 20261124, numRuns: 500 };
const LEAD = 'lead-00000001';
const OFFERED_AT = Date.parse('2026-11-23T09:00:10.000Z');
const DEADLINE = '2026-11-23T09:20:00.000Z';

const REPS = ['olga', 'pavel', 'ivan', 'head'];
const TEAM = aTeam(
  REPS.map((id) => aRep(id, { capacity: 2 })),
  [aPool('everybody', REPS)],
);

/** What a rep may be told who was not the one. */
const CLEAR = new Set([
  ...['already-accepted', 'already-declined', 'accepted-by-other', 'expired', 'withdrawn', 'declined'],
  ...['you-are-full', 'already-theirs', 'not-assignable'],
]);

function toSeveral(): Lead {
  const lead = aQualifiedLead();
  const assignment = {
    ...{ pool: 'everybody', strategy: 'first-to-accept', because: 'first-to-accept' },
    ...{ at: lead.receivedAt, teamVersion: 1, candidates: [] },
  };
  const offers = { reps: ['olga', 'pavel', 'ivan'], deadlineAt: DEADLINE };
  return offeredToSeveral(lead, offers, assignment, ['messenger'], new Date(OFFERED_AT));
}

interface Race {
  readonly table: InMemoryLeads;
  readonly results: OfferResult['outcome'][];
  readonly woken: string[];
  readonly run: () => Promise<void>;
}

/** Every call to the table waits for its turn, and the turns are drawn; a clock that never shows a moment twice. */
function race(
  scheduler: fc.Scheduler,
  lead: Lead,
): Race & {
  readonly answer: (attempt: number, answer: 'accept' | 'decline') => void;
  readonly expire: () => void;
  readonly reassign: (rep: string) => void;
} {
  const table = new InMemoryLeads([lead]);
  const results: OfferResult['outcome'][] = [];
  const woken: string[] = [];
  let ms = OFFERED_AT;
  const clock = { now: () => new Date((ms += 1)) };
  const queue = { send: async (_id: string, reason: string) => void woken.push(reason) };
  const book = {
    read: scheduler.scheduleFunction((...args: Parameters<InMemoryLeads['read']>) => table.read(...args)),
    commit: scheduler.scheduleFunction((...args: Parameters<InMemoryLeads['commit']>) =>
      table.commit(...args),
    ),
  };
  const leads = Object.assign(Object.create(table) as InMemoryLeads, {
    find: scheduler.scheduleFunction((id: string) => table.find(id)),
    save: scheduler.scheduleFunction((saved: Lead) => table.save(saved)),
  });
  const dependencies: AnswerDependencies = {
    ...{ leads, book, clock, assignments: queue, handoffs: queue },
    settings: new InMemorySettings({ ...SETTINGS, team: TEAM }),
    owners: new InMemoryClientOwners(),
    pause: async () => undefined,
    log: { error: (event) => void woken.push(event), info: () => undefined },
    meter: recordingTools().meter,
  };
  const running: Promise<void>[] = [];
  return {
    ...{ table, results, woken },
    answer: (offerAttempt, answer) =>
      void running.push(
        answerOffer({ leadId: LEAD, offerAttempt, answer, reason: 'busy' }, dependencies).then(
          ({ outcome }) => void results.push(outcome),
        ),
      ),
    expire: () =>
      void running.push(
        scheduler.schedule(Promise.resolve('the deadline comes')).then(async () => {
          ms = Math.max(ms, Date.parse(DEADLINE));
          for (let tries = 0; tries < 9; tries += 1) {
            const found = await leads.find(LEAD);
            if (found === undefined || !isExpired(found, clock.now())) return;
            if ((await expireOffer(found, { book, assignments: queue, clock })) === 'expired') return;
          }
        }),
      ),
    reassign: (rep) =>
      void running.push(
        reassignLead({ leadId: LEAD, rep, reason: 'the client asked', by: 'ops' }, dependencies).then(
          ({ outcome }) => void results.push(outcome as OfferResult['outcome']),
        ),
      ),
    run: async () => {
      await scheduler.waitFor(Promise.all(running));
    },
  };
}

/** One owner at most, one place for them, a clear answer for everybody else. */
function expectOneWinner({ table, results }: Race): Lead {
  const [lead] = table.all();
  if (lead === undefined) throw new Error('the lead is gone');
  const won = results.filter((outcome) => outcome === 'accepted');
  expect(won.length).toBeLessThanOrEqual(1);
  expect(results.filter((outcome) => outcome !== 'accepted' && !CLEAR.has(outcome))).toEqual([]);
  expect(lead.timeline.filter(({ event }) => event === 'offer.accepted')).toHaveLength(won.length);
  expect(lead.status === 'accepted').toBe(won.length === 1);
  for (const rep of REPS) expect([rep, table.load(rep)]).toEqual([rep, lead.owner === rep ? 1 : 0]);
  expect(lead.openOffers === undefined || lead.owner === undefined).toBe(true);
  return lead;
}

describe('answers that meet', () => {
  it('to one offer: accepted twice, declined and expired at once, in 500 orders', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const offered = anOfferedLead();
        const raced = race(scheduler, { ...offered, ...deadlineOf(offered) });
        raced.answer(1, 'accept');
        raced.answer(1, 'accept');
        raced.answer(1, 'decline');
        raced.expire();
        await raced.run();
        const lead = expectOneWinner(raced);
        seen.add(lead.status === 'accepted' ? 'accepted' : (lead.formerOffers[0]?.state ?? 'open'));
      }),
      INTERLEAVINGS,
    );

    expect([...seen].toSorted()).toEqual(['accepted', 'declined', 'expired']);
  });

  it('to offers of several: two accept, one declines, and the deadline comes, in 500 orders', async () => {
    const winners = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const raced = race(scheduler, toSeveral());
        raced.answer(1, 'accept');
        raced.answer(2, 'accept');
        raced.answer(3, 'decline');
        raced.expire();
        await raced.run();
        const lead = expectOneWinner(raced);
        winners.add(lead.owner ?? 'nobody');
        if (lead.owner !== undefined) expect(raced.woken).toContain('accepted');
      }),
      INTERLEAVINGS,
    );

    expect([...winners].toSorted()).toEqual(['nobody', 'olga', 'pavel']);
  });

  it('and a person who gives the lead to somebody meanwhile, in 500 orders', async () => {
    const owners = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const raced = race(scheduler, toSeveral());
        raced.answer(1, 'accept');
        raced.answer(2, 'decline');
        raced.reassign('head');
        raced.expire();
        await raced.run();
        const [lead] = raced.table.all();
        owners.add(lead?.owner ?? 'nobody');
        // Whoever decides by hand has the last word: nobody takes it back, whatever came before.
        expect(lead).toMatchObject({ status: 'accepted', owner: 'head' });
        for (const rep of REPS) expect([rep, raced.table.load(rep)]).toEqual([rep, rep === 'head' ? 1 : 0]);
      }),
      INTERLEAVINGS,
    );

    expect([...owners]).toEqual(['head']);
  });

  it('of a rep who is full: refused, and the lead stays with the others', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const raced = race(scheduler, toSeveral());
        for (const place of [1, 2])
          raced.table.put({ ...anOfferedLead({ id: `lead-0000001${place}` }), owner: 'olga' });
        raced.answer(1, 'accept');
        await raced.run();

        expect(raced.results).toEqual(['you-are-full']);
        expect(raced.table.load('olga')).toBe(2);
        expect((await raced.table.find(LEAD))?.openOffers).toHaveLength(3);
      }),
      { ...INTERLEAVINGS, numRuns: 20 },
    );
  });
});

function deadlineOf({ offer }: Lead): Pick<Lead, 'offer'> {
  if (offer === undefined) throw new Error('the lead is not offered');
  return { offer: { ...offer, deadlineAt: DEADLINE } };
}
