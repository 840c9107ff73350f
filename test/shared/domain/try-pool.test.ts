import { describe, expect, it } from 'vitest';
import type { Lead } from '#shared/domain/lead.ts';
import type { Pool, Team } from '#shared/domain/team.ts';
import { toDecisionRecord } from '#shared/domain/decision-record.ts';
import {
  FROM_MOSCOW,
  NIGHT,
  NOW,
  aPool,
  aRep,
  aTeam,
  ask,
  formerOffer,
  reasons,
  whereFact,
} from '#test/support/a-choice.ts';
import { aLead } from '#test/support/a-lead.ts';

const reps = ['anna', 'boris', 'vera'].map((id) => aRep(id));
const ids = reps.map(({ id }) => id);

function teamOf(overrides: Partial<Pool>, others: readonly Pool[] = []): Team {
  return aTeam(reps, [aPool('first', ids, undefined, overrides), ...others]);
}

function asked(...open: readonly number[]) {
  return { reps: Object.fromEntries(ids.map((id, place) => [id, { open: open[place] ?? 0 }])), turns: {} };
}

describe('a pool of the least loaded', () => {
  const team = teamOf({ strategy: 'least-loaded' });

  it('gives the lead to whoever has the smallest part of their capacity taken', () => {
    const roomy = { ...team, reps: [aRep('anna', { capacity: 10 }), ...reps.slice(1)] };
    const choice = ask(roomy, { state: asked(3, 2, 2) });

    expect(choice).toMatchObject({ rep: 'anna', because: 'least-loaded', strategy: 'least-loaded', add: {} });
    expect(choice.candidates).toEqual([
      {
        rep: 'anna',
        eligible: true,
        because: 'least-loaded',
        load: { open: 3, capacity: 10 },
        creditMicroleads: 1_000_000,
      },
      { rep: 'boris', eligible: true, because: 'eligible-loaded', load: { open: 2, capacity: 5 } },
      { rep: 'vera', eligible: true, because: 'eligible-loaded', load: { open: 2, capacity: 5 } },
    ]);
  });

  it('turns between the equally loaded, and moves the turn only between them', () => {
    const choice = ask(team, {
      state: { ...asked(1, 1, 2), turns: { first: { anna: -500_000, boris: 500_000 } } },
    });

    expect(choice).toMatchObject({ rep: 'boris', add: { anna: 500_000, boris: -500_000 } });
    expect(reasons(choice)).toEqual({
      anna: 'eligible-turn',
      boris: 'least-loaded',
      vera: 'eligible-loaded',
    });
  });
});

describe('a pool of the first to accept', () => {
  it('asks everybody who could take the lead at once, and moves no turn', () => {
    const choice = ask(teamOf({ strategy: 'first-to-accept' }), { state: asked(0, 5, 0) });

    expect(choice).toMatchObject({ outcome: 'offered-to-several', pool: 'first', reps: ['anna', 'vera'] });
    expect(choice).not.toHaveProperty('add');
    expect(reasons(choice)).toEqual({ anna: 'asked-at-once', boris: 'full', vera: 'asked-at-once' });
  });

  it('asks those with the most room where it may ask only some', () => {
    const choice = ask(teamOf({ strategy: 'first-to-accept', askAtOnce: 2 }), { state: asked(3, 1, 2) });

    expect(choice).toMatchObject({ reps: ['boris', 'vera'] });
    expect(reasons(choice)['anna']).toBe('eligible-not-asked');
  });

  it('asks the others once the first have let the lead go', () => {
    const lead = aLead({ formerOffers: [formerOffer('boris'), formerOffer('vera')] });

    expect(ask(teamOf({ strategy: 'first-to-accept', askAtOnce: 2 }), { lead })).toMatchObject({
      reps: ['anna'],
    });
  });

  it('asks the heavier of equals first', () => {
    const members = ids.map((rep, place) => ({ rep, weight: place + 1 }));

    expect(ask(teamOf({ strategy: 'first-to-accept', askAtOnce: 2, members }))).toMatchObject({
      reps: ['vera', 'boris'],
    });
  });
});

describe('a shared pool', () => {
  const team = teamOf({ strategy: 'pull', takeWithinMinutes: 15 });

  function leftAt(now: Date): Lead {
    return aLead({ sharedPool: 'first', assignment: toDecisionRecord(ask(team, { now }), team, now) });
  }

  it('keeps the lead for its reps to take, for as long as the pool says', () => {
    const choice = ask(team, { state: asked(0, 5) });

    expect(choice).toMatchObject({
      outcome: 'left-in-pool',
      pool: 'first',
      because: 'left-in-pool',
      until: new Date('2026-11-23T09:15:00.000Z'),
    });
    expect(reasons(choice)).toEqual({ anna: 'may-take', boris: 'full', vera: 'may-take' });
  });

  it('keeps it until the same moment when it is woken too early, though somebody else could have it', () => {
    const lead = { ...leftAt(NOW), earlierOwner: { rep: 'anna', leadId: 'x', at: NOW.toISOString() } };
    const now = new Date('2026-11-23T09:14:59.000Z');

    expect(ask({ ...team, stickyDays: 3 }, { lead, now })).toMatchObject({
      outcome: 'left-in-pool',
      until: new Date('2026-11-23T09:15:00.000Z'),
    });
  });

  it('gives it out by the turn once its time is over', () => {
    const now = new Date('2026-11-23T09:15:00.000Z');

    expect(ask(team, { lead: leftAt(NOW), now })).toMatchObject({
      outcome: 'chosen',
      strategy: 'pull',
      rep: 'anna',
      because: 'turn',
    });
  });

  it('does not get it back after somebody to whom it was given let it go', () => {
    const now = new Date('2026-11-23T09:15:00.000Z');
    const given = toDecisionRecord(ask(team, { lead: leftAt(NOW), now }), team, now);
    const lead = aLead({ formerOffers: [formerOffer('anna')], assignment: given });

    expect(ask(team, { lead, now })).toMatchObject({ outcome: 'chosen', rep: 'boris' });
  });

  it('is not where a lead lies that nobody can take', () => {
    expect(ask(team, { now: NIGHT })).toMatchObject({ outcome: 'nobody', because: 'nobody-on-duty' });
  });
});

describe('a pool outside its hours', () => {
  const night = aRep('night', { timeZone: 'America/New_York' });
  const catchAll = aPool('everybody', ['night']);

  function ofMoscow(outsideHours?: Pool['outsideHours'], others: readonly string[] = []): Team {
    const wish = outsideHours === undefined ? {} : { outsideHours };
    const moscow = aPool('moscow', ['anna', 'boris', ...others], FROM_MOSCOW, wish);
    return aTeam([...reps, night], [moscow, catchAll]);
  }

  const atNight = { facts: { 'counterparty.region': 'RU-MOW' }, now: NIGHT };

  it('leaves the lead to the next pool, be it of another time zone', () => {
    for (const outsideHours of [undefined, { then: 'next-pool' } as const])
      expect(ask(ofMoscow(outsideHours), atNight)).toMatchObject({
        rep: 'night',
        because: 'turn-in-next-pool',
        rules: [
          { pool: 'moscow', because: 'nobody-on-duty' },
          { pool: 'everybody', result: 'decided' },
        ],
      });
  });

  it('holds the lead until its own reps come, and asks no later pool', () => {
    const choice = ask(ofMoscow({ then: 'hold' }), atNight);

    expect(choice).toMatchObject({
      outcome: 'nobody',
      because: 'nobody-on-duty',
      nextAt: new Date('2026-11-24T06:00:00.000Z'),
      rules: [{ rule: 'pool', pool: 'moscow', result: 'decided', because: 'nobody-on-duty' }],
    });
    expect(reasons(choice)).toEqual({ anna: 'off-shift', boris: 'off-shift' });
  });

  it('does not hold a lead while somebody works and has no place', () => {
    const state = { reps: { anna: { open: 5 }, boris: { open: 5 } }, turns: {} };
    const noon = { ...atNight, now: new Date('2026-11-23T14:30:00.000Z'), state };

    expect(ask(ofMoscow({ then: 'hold' }), noon)).toMatchObject({ rep: 'night' });
  });

  it('does not hold a lead that somebody has let go already', () => {
    const lead = aLead({ formerOffers: [formerOffer('anna')] });

    expect(ask(ofMoscow({ then: 'hold' }), { ...atNight, lead })).toMatchObject({ rep: 'night' });
  });

  it('holds a lead of somebody who has gone off duty by the switch', () => {
    const state = {
      reps: { anna: { open: 0, onDuty: false }, boris: { open: 0, onDuty: false } },
      turns: {},
    };

    expect(ask(ofMoscow({ then: 'hold' }), { ...atNight, now: NOW, state })).toMatchObject({
      outcome: 'nobody',
      nextAt: new Date('2026-11-23T09:01:00.000Z'),
    });
  });

  it('calls the duty rep, whatever their hours, and nobody’s turn moves', () => {
    const choice = ask(ofMoscow({ then: 'duty', rep: 'vera' }), atNight);

    expect(choice).toMatchObject({ pool: 'moscow', strategy: 'weighted', rep: 'vera', because: 'duty-rep' });
    expect(choice).not.toHaveProperty('add');
    expect(reasons(choice)).toEqual({ anna: 'off-shift', boris: 'off-shift', vera: 'duty-rep' });
    expect(choice.rules).toEqual([
      { rule: 'pool', pool: 'moscow', result: 'passed-on', because: 'nobody-on-duty' },
      { rule: 'duty-rep', pool: 'moscow', rep: 'vera', result: 'decided', because: 'duty-rep' },
    ]);
  });

  it('calls a duty rep who is a member, too', () => {
    const choice = ask(ofMoscow({ then: 'duty', rep: 'anna' }), atNight);

    expect(reasons(choice)).toEqual({ anna: 'duty-rep', boris: 'off-shift' });
  });

  it.each([
    ['full', { open: 5 }, 'full'],
    ['off duty', { open: 0, onDuty: false }, 'off-duty'],
  ])('goes on to the next pool when the duty rep is %s', (_, vera, because) => {
    const choice = ask(ofMoscow({ then: 'duty', rep: 'vera' }), {
      ...atNight,
      state: { reps: { vera }, turns: {} },
    });

    expect(choice).toMatchObject({ rep: 'night', because: 'turn-in-next-pool' });
    expect(choice.rules[1]).toMatchObject({ rule: 'duty-rep', result: 'passed-on', because });
  });

  it('does not call the duty rep while somebody of the pool works', () => {
    expect(ask(ofMoscow({ then: 'duty', rep: 'vera' }), { ...atNight, now: NOW })).toMatchObject({
      rep: 'anna',
      because: 'turn',
    });
  });
});

describe('a lead that needs a skill', () => {
  const skilled = [
    aRep('anna'),
    aRep('boris', { skills: ['english'] }),
    aRep('vera', { skills: ['tenders'] }),
  ];
  const skillNeeds = [{ skill: 'english', when: whereFact('lead.language', 'en') }];
  const team = aTeam(skilled, [aPool('everybody', ids)], { skillNeeds, stickyDays: 9 });
  const inEnglish = { facts: { 'lead.language': 'en' } };

  it('goes only to those who have it', () => {
    const choice = ask(team, inEnglish);

    expect(choice).toMatchObject({ rep: 'boris' });
    expect(reasons(choice)).toEqual({ anna: 'lacks-skill', boris: 'turn', vera: 'lacks-skill' });
  });

  it('needs none where the condition does not hold or cannot be known', () => {
    expect(ask(team, { facts: { 'lead.language': 'ru' } })).toMatchObject({ rep: 'anna' });
    expect(ask(team)).toMatchObject({ rep: 'anna' });
  });

  it('is for the supervisor when nobody has it', () => {
    const choice = ask({ ...team, skillNeeds: [{ skill: 'chinese', when: inEnglishOnly }] }, inEnglish);

    expect(choice).toMatchObject({ outcome: 'exhausted', because: 'nobody-with-skill' });
  });

  it('does not go to a familiar rep without it', () => {
    const lead = aLead({ earlierOwner: { rep: 'anna', leadId: 'x', at: NOW.toISOString() } });

    expect(ask(team, { ...inEnglish, lead }).rules[0]).toMatchObject({ because: 'lacks-skill' });
  });
});

const inEnglishOnly = whereFact('lead.language', 'en');
