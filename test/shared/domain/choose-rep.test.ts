import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { offerDeadline, repsAndPoolsOf } from '#shared/domain/choose-rep.ts';
import { isWorking } from '#shared/domain/working-hours.ts';
import { aLead, aQualifiedLead } from '#test/support/a-lead.ts';
import { FROM_MOSCOW, NOW, aPool, aRep, aTeam, ask, formerOffer, reasons } from '#test/support/a-choice.ts';

describe('choosing the rep', () => {
  it('gives the lead to the one whose turn it is and says why to nobody else', () => {
    const reps = [
      aRep('anna'),
      aRep('boris'),
      aRep('fired', { active: false }),
      aRep('far', { timeZone: 'America/New_York' }),
      aRep('away'),
      aRep('busy', { capacity: 2 }),
      aRep('asked'),
      aRep('told'),
    ];
    const everybody = ['anna', 'boris', 'fired', 'far', 'away', 'busy', 'asked', 'told', 'ghost'];
    const choice = ask(aTeam(reps, [aPool('everybody', everybody)]), {
      lead: aLead({ formerOffers: [formerOffer('asked')] }),
      excluded: new Set(['told']),
      state: {
        reps: { anna: { open: 4, onDuty: true }, away: { open: 0, onDuty: false }, busy: { open: 2 } },
        turns: { everybody: { anna: -500_000, boris: 500_000 } },
      },
    });

    expect(choice).toEqual({
      outcome: 'chosen',
      pool: 'everybody',
      strategy: 'weighted',
      rep: 'boris',
      because: 'turn',
      candidates: [
        { rep: 'anna', eligible: true, because: 'eligible-turn', creditMicroleads: 0 },
        { rep: 'boris', eligible: true, because: 'turn', creditMicroleads: 1_000_000 },
        { rep: 'fired', eligible: false, because: 'not-active' },
        { rep: 'far', eligible: false, because: 'off-shift' },
        { rep: 'away', eligible: false, because: 'off-duty' },
        { rep: 'busy', eligible: false, because: 'full' },
        { rep: 'asked', eligible: false, because: 'already-asked' },
        { rep: 'told', eligible: false, because: 'already-asked' },
        { rep: 'ghost', eligible: false, because: 'unknown-rep' },
      ],
      add: { anna: 500_000, boris: -500_000 },
      rules: [{ rule: 'pool', pool: 'everybody', result: 'decided', because: 'turn' }],
    });
  });

  it('does not let the own switch bring somebody on duty who is off shift', () => {
    const team = aTeam([aRep('far', { timeZone: 'America/New_York' })], [aPool('everybody', ['far'])]);

    const choice = ask(team, { state: { reps: { far: { open: 0, onDuty: true } }, turns: {} } });

    expect(choice.outcome).toBe('nobody');
  });

  it('does not depend on anything but what it was asked', () => {
    const team = aTeam([aRep('anna'), aRep('boris')], [aPool('everybody', ['anna', 'boris'])]);

    expect(ask(team)).toEqual(ask(team));
  });

  it('never gives a lead to somebody away, full, switched off, asked or removed', () => {
    const ids = ['anna', 'boris', 'vera', 'galina'] as const;
    const someRep = fc.record({
      timeZone: fc.constantFrom('Europe/Moscow', 'Asia/Vladivostok', 'America/New_York'),
      active: fc.boolean(),
      open: fc.integer({ min: 0, max: 5 }),
      onDuty: fc.option(fc.boolean(), { nil: undefined }),
      asked: fc.boolean(),
      removed: fc.boolean(),
    });
    const someTeam = fc.tuple(someRep, someRep, someRep, someRep);
    const someHour = fc.integer({ min: 0, max: 24 * 14 });
    fc.assert(
      fc.property(someTeam, someHour, (drawn, hour) => {
        const people = drawn.map((person, place) => ({ ...person, id: ids[place] ?? 'nobody' }));
        const now = new Date(NOW.getTime() + hour * 3_600_000);
        const reps = people.filter(({ removed }) => !removed).map((person) => aRep(person.id, person));
        const choice = ask(aTeam(reps, [aPool('some', ids.slice(0, 2)), aPool('everybody', ids)]), {
          now,
          excluded: new Set(people.filter(({ asked }) => asked).map(({ id }) => id)),
          state: {
            reps: Object.fromEntries(
              people.map(({ id, open, onDuty }) => [id, onDuty === undefined ? { open } : { open, onDuty }]),
            ),
            turns: {},
          },
        });

        const able = people.filter(
          ({ id, active, open, onDuty, asked, removed }) =>
            active &&
            open < 5 &&
            onDuty !== false &&
            !asked &&
            !removed &&
            reps.some((rep) => rep.id === id && isWorking(rep.hours, now)),
        );
        if (choice.outcome === 'chosen') expect(able.map(({ id }) => id)).toContain(choice.rep);
        else expect(able).toEqual([]);
      }),
      { seed: 20261123, numRuns: 500 },
    );
  });
});

describe('choosing the pool', () => {
  const moscow = aPool('moscow', ['anna'], FROM_MOSCOW);
  const everybody = aPool('everybody', ['boris']);
  const team = aTeam([aRep('anna'), aRep('boris')], [moscow, everybody]);

  it('takes the first pool that wants the lead', () => {
    const choice = ask(team, { facts: { 'counterparty.region': 'RU-MOW' } });

    expect(choice).toMatchObject({ pool: 'moscow', rep: 'anna', because: 'turn' });
    expect(reasons(choice)).toEqual({ anna: 'turn' });
  });

  it('takes the catch-all when the others do not want the lead, or cannot know', () => {
    expect(ask(team, { facts: { 'counterparty.region': 'RU-SPE' } })).toMatchObject({ pool: 'everybody' });
    expect(ask(team, { facts: {} })).toMatchObject({ pool: 'everybody', rep: 'boris', because: 'turn' });
  });

  it('goes on to the next pool when the first has nobody, and records whom it had', () => {
    const choice = ask(team, {
      facts: { 'counterparty.region': 'RU-MOW' },
      state: { reps: { anna: { open: 5 } }, turns: { moscow: { anna: 0 } } },
    });

    expect(choice).toMatchObject({ pool: 'everybody', rep: 'boris', because: 'turn-in-next-pool', add: {} });
    expect(reasons(choice)).toEqual({ anna: 'full', boris: 'turn' });
  });

  it('lists a rep of several pools once', () => {
    const pools = [moscow, aPool('everybody', ['anna', 'boris'])];
    const choice = ask(aTeam(team.reps, pools), {
      facts: { 'counterparty.region': 'RU-MOW' },
      excluded: new Set(['anna']),
    });

    expect(choice.candidates.map(({ rep }) => rep)).toEqual(['anna', 'boris']);
  });

  it('turns each pool by its own credits', () => {
    const pools = [aPool('moscow', ['anna', 'boris'], FROM_MOSCOW), aPool('everybody', ['anna', 'boris'])];
    const turns = { moscow: { anna: -500_000, boris: 500_000 }, everybody: {} };
    const asked = { state: { reps: {}, turns } };

    expect(
      ask(aTeam(team.reps, pools), { ...asked, facts: { 'counterparty.region': 'RU-MOW' } }),
    ).toMatchObject({ rep: 'boris' });
    expect(ask(aTeam(team.reps, pools), asked)).toMatchObject({ rep: 'anna' });
  });

  it('needs the state of every member and every pool', () => {
    const pools = [moscow, aPool('everybody', ['boris', 'anna'])];

    expect(repsAndPoolsOf(aTeam(team.reps, pools))).toEqual({
      reps: ['anna', 'boris'],
      pools: ['moscow', 'everybody'],
    });
  });
});

describe('a lead that nobody can take now', () => {
  const reps = [aRep('anna'), aRep('far', { timeZone: 'America/New_York' })];
  const team = aTeam(reps, [aPool('everybody', ['anna', 'far'])]);

  it('waits for the first shift that begins', () => {
    const choice = ask(team, { now: new Date('2026-11-24T03:00:00.000Z') });

    expect(choice).toEqual({
      outcome: 'nobody',
      because: 'nobody-on-duty',
      candidates: [
        { rep: 'anna', eligible: false, because: 'off-shift' },
        { rep: 'far', eligible: false, because: 'off-shift' },
      ],
      nextAt: new Date('2026-11-24T06:00:00.000Z'),
      rules: [{ rule: 'pool', pool: 'everybody', result: 'passed-on', because: 'nobody-on-duty' }],
    });
  });

  it('is looked at again after twelve hours at the latest, and after a minute at the soonest', () => {
    const saturday = new Date('2026-11-21T09:00:00.000Z');
    const justBefore = new Date('2026-11-23T05:59:50.000Z');

    expect(ask(team, { now: saturday })).toMatchObject({ nextAt: new Date('2026-11-21T21:00:00.000Z') });
    expect(ask(team, { now: justBefore })).toMatchObject({ nextAt: new Date('2026-11-23T06:00:50.000Z') });
  });

  it('is looked at again in a minute while somebody at work may turn the switch', () => {
    const choice = ask(team, { state: { reps: { anna: { open: 0, onDuty: false } }, turns: {} } });

    expect(choice).toMatchObject({
      because: 'nobody-on-duty',
      nextAt: new Date('2026-11-23T09:01:00.000Z'),
    });
  });

  it('waits a minute for a place when everybody at work is full', () => {
    const choice = ask(team, { state: { reps: { anna: { open: 5 } }, turns: {} } });

    expect(choice).toMatchObject({
      outcome: 'nobody',
      because: 'everybody-full',
      nextAt: new Date('2026-11-23T09:01:00.000Z'),
    });
    expect(reasons(choice)).toEqual({ anna: 'full', far: 'off-shift' });
  });

  it('is for the supervisor when those on shift let it go, and does not lie until the next shift', () => {
    const choice = ask(team, { now: new Date('2026-11-24T03:00:00.000Z'), excluded: new Set(['anna']) });

    expect(choice).toMatchObject({ outcome: 'exhausted', because: 'everybody-present-asked' });
    expect(reasons(choice)).toEqual({ anna: 'already-asked', far: 'off-shift' });
  });

  it('is for the supervisor once everybody was asked', () => {
    const choice = ask(team, { excluded: new Set(['anna', 'far']) });

    expect(choice).toMatchObject({ outcome: 'exhausted', because: 'everybody-asked' });
    expect(reasons(choice)).toEqual({ anna: 'already-asked', far: 'already-asked' });
  });

  it('is for the supervisor when no rep is active at all', () => {
    const choice = ask(aTeam([aRep('anna', { active: false })], [aPool('everybody', ['anna'])]));

    expect(choice).toMatchObject({ outcome: 'exhausted', because: 'nobody-active' });
  });
});

describe('the deadline of an offer', () => {
  const team = aTeam([], []);

  it('is as many working minutes away as the grade allows', () => {
    const friday = new Date('2026-11-20T14:55:00.000Z');

    expect(offerDeadline(team, aQualifiedLead(), aRep('anna'), NOW)).toEqual(
      new Date('2026-11-23T09:10:00Z'),
    );
    expect(offerDeadline(team, aQualifiedLead(), aRep('anna'), friday)).toEqual(
      new Date('2026-11-23T06:05:00Z'),
    );
  });

  it('is that of grade C for a lead without a score', () => {
    expect(offerDeadline(team, aLead(), aRep('anna'), NOW)).toEqual(new Date('2026-11-23T10:00:00Z'));
  });
});
