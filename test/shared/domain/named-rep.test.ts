import { describe, expect, it } from 'vitest';
import { deadlineOf, repsAndPoolsOf } from '#shared/domain/choose-rep.ts';
import { NIGHT, NOW, aPool, aRep, aTeam, ask, formerOffer } from '#test/support/a-choice.ts';
import { aLead } from '#test/support/a-lead.ts';

const INN = '7707083893';
const reps = [aRep('anna'), aRep('boris'), aRep('vera'), aRep('far', { timeZone: 'America/New_York' })];
const pools = [aPool('everybody', ['boris', 'far'])];
const team = aTeam(reps, pools, { stickyDays: 30, keyAccounts: [{ inn: INN, rep: 'vera' }] });

function aLeadOf(rep: string, at = '2026-11-01T09:00:00.000Z') {
  return aLead({ requisites: {}, earlierOwner: { rep, leadId: 'lead-00000009', at } });
}

describe('the owner of the client’s earlier lead', () => {
  it('gets the next one too, whatever pool wants it, and nobody’s turn moves', () => {
    const choice = ask(team, { lead: aLeadOf('anna') });

    expect(choice).toEqual({
      outcome: 'chosen',
      pool: 'none',
      strategy: 'sticky',
      rep: 'anna',
      because: 'sticky',
      candidates: [{ rep: 'anna', eligible: true, because: 'sticky' }],
      rules: [{ rule: 'sticky', rep: 'anna', result: 'decided', because: 'sticky' }],
    });
  });

  it('comes before the rep of a key account', () => {
    const { earlierOwner } = aLeadOf('anna');
    const lead = aLead({ requisites: { inn: INN }, ...(earlierOwner && { earlierOwner }) });

    expect(ask(team, { lead })).toMatchObject({ rep: 'anna', because: 'sticky' });
  });

  it.each([
    ['is off shift', 'far', {}, 'off-shift'],
    ['has no place', 'anna', { anna: { open: 5 } }, 'full'],
    ['has gone off duty', 'anna', { anna: { open: 0, onDuty: false } }, 'off-duty'],
    ['has left the team', 'ghost', {}, 'unknown-rep'],
  ])('is passed over when the rep %s, and the record says so', (_, rep, states, because) => {
    const choice = ask(team, { lead: aLeadOf(rep), state: { reps: states, turns: {} } });

    expect(choice).toMatchObject({ rep: 'boris', because: 'turn' });
    expect(choice.rules).toEqual([
      { rule: 'sticky', rep, result: 'passed-on', because },
      { rule: 'pool', pool: 'everybody', result: 'decided', because: 'turn' },
    ]);
    expect(choice.candidates).toContainEqual({ rep, eligible: false, because });
  });

  it('is not asked again for a lead they let go', () => {
    const lead = { ...aLeadOf('anna'), formerOffers: [formerOffer('anna')] };

    expect(ask(team, { lead }).rules[0]).toMatchObject({ result: 'passed-on', because: 'already-asked' });
  });

  it('counts for as many days as the team says, to the minute', () => {
    const last = new Date(Date.parse('2026-10-24T09:00:00.000Z') + 60_000).toISOString();

    expect(ask(team, { lead: aLeadOf('anna', last) })).toMatchObject({ because: 'sticky' });
    expect(ask(team, { lead: aLeadOf('anna', '2026-10-24T09:00:00.000Z') })).toMatchObject({
      because: 'turn',
      rules: [{ rule: 'sticky', because: 'sticky-over' }, { rule: 'pool' }],
    });
  });

  it('means nothing to a team that does not say for how long', () => {
    const { stickyDays: _days, ...without } = team;

    expect(ask(without, { lead: aLeadOf('anna') }).rules).toHaveLength(1);
    expect(ask({ ...team, stickyDays: 0 }, { lead: aLeadOf('anna') }).rules).toHaveLength(1);
  });

  it('is not waited for where the pools have nobody', () => {
    const lead = aLeadOf('far');
    const empty = { ...team, pools: [aPool('everybody', ['boris'])], reps: [aRep('far', reps[3])] };

    expect(ask(empty, { lead })).toMatchObject({ outcome: 'exhausted', because: 'nobody-active' });
  });
});

describe('a key account', () => {
  const lead = aLead({ requisites: { inn: INN } });

  it('goes to the rep whose it is, and nobody’s turn moves', () => {
    const choice = ask(team, { lead });

    expect(choice).toMatchObject({ pool: 'none', strategy: 'key-account', rep: 'vera' });
    expect(choice).not.toHaveProperty('add');
  });

  it('goes to the pools while its rep cannot take it, and the record says why', () => {
    const choice = ask(team, { lead, state: { reps: { vera: { open: 5 } }, turns: {} } });

    expect(choice).toMatchObject({ pool: 'everybody', rep: 'boris', because: 'turn' });
    expect(choice.rules[0]).toEqual({
      rule: 'key-account',
      rep: 'vera',
      result: 'passed-on',
      because: 'full',
    });
  });

  it('is known by the INN alone', () => {
    expect(ask(team, { lead: aLead({ requisites: {} }) })).toMatchObject({ because: 'turn' });
    expect(ask(team, { lead: aLead({ requisites: { inn: '7710140679' } }) })).toMatchObject({
      because: 'turn',
    });
  });
});

describe('what the choice needs to know', () => {
  it('is the state of everybody a rule may name', () => {
    const { stickyDays: _days, ...withoutSticky } = team;
    const duty = aPool('duty', ['boris'], undefined, { outsideHours: { then: 'duty', rep: 'anna' } });

    expect(repsAndPoolsOf(withoutSticky).reps).toEqual(['boris', 'far', 'vera']);
    expect(repsAndPoolsOf({ ...withoutSticky, pools: [duty] }).reps).toEqual(['boris', 'anna', 'vera']);
    expect(repsAndPoolsOf(team).reps.toSorted()).toEqual(['anna', 'boris', 'far', 'vera']);
  });
});

describe('the deadline of what was chosen', () => {
  it('goes by the wall for a duty rep, whose own hours are over', () => {
    const duty = aPool('all', ['boris'], undefined, { outsideHours: { then: 'duty', rep: 'anna' } });
    const night = aTeam(reps, [duty]);
    const choice = ask(night, { now: NIGHT });

    expect(choice).toMatchObject({ outcome: 'chosen', rep: 'anna' });
    if (choice.outcome !== 'chosen') return;
    expect(deadlineOf(choice, night, aLead(), NIGHT)).toEqual(new Date('2026-11-23T21:00:00.000Z'));
  });

  it('goes by the wall where the team says so, and is one for all who are asked at once', () => {
    const friday = new Date('2026-11-20T14:55:00.000Z');
    const several = aTeam(
      [aRep('anna'), aRep('east', { timeZone: 'Europe/Kaliningrad' })],
      [aPool('all', ['anna', 'east'], undefined, { strategy: 'first-to-accept' })],
    );
    const choice = ask(several, { now: friday });

    expect(choice.outcome).toBe('offered-to-several');
    if (choice.outcome !== 'offered-to-several') return;
    expect(deadlineOf(choice, several, aLead(), friday)).toEqual(new Date('2026-11-20T15:55:00.000Z'));
    expect(deadlineOf(choice, { ...several, acceptClock: 'wall' }, aLead(), NOW)).toEqual(
      new Date('2026-11-23T10:00:00.000Z'),
    );
  });
});
