import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseRep, type Choice, type RepQuestion } from '#shared/domain/choose-rep.ts';
import { replayChoice, toDecisionRecord } from '#shared/domain/decision-record.ts';
import type { Assignment } from '#shared/domain/lead.ts';
import { isWorking } from '#shared/domain/working-hours.ts';
import { NIGHT, NOW, aPool, aRep, aTeam, ask } from '#test/support/a-choice.ts';
import { someQuestion } from '#test/support/random-teams.ts';

const RUNS = { seed: 20261124, numRuns: 1_500 };

/** Whom the choice puts the lead before. */
function repsOf(choice: Choice, { team }: RepQuestion): readonly string[] {
  switch (choice.outcome) {
    case 'chosen':
      return [choice.rep];
    case 'offered-to-several':
      return choice.reps;
    case 'exhausted':
      return [team.supervisor];
    case 'left-in-pool':
    case 'nobody':
      return [];
  }
}

describe('any choice', () => {
  it('goes to nobody away, full, switched off, asked, removed or without the skill', () => {
    fc.assert(
      fc.property(someQuestion, (question) => {
        const choice = chooseRep(question);
        if (choice.outcome === 'exhausted') return;
        for (const id of repsOf(choice, question)) {
          const { team, state, excluded, lead, facts, now } = question;
          const rep = team.reps.find((one) => one.id === id);
          expect(rep?.active).toBe(true);
          expect(state.reps[id]?.onDuty).not.toBe(false);
          expect(state.reps[id]?.open ?? 0).toBeLessThan(rep?.capacity ?? 0);
          expect(excluded.has(id) || lead.formerOffers.some((offer) => offer.rep === id)).toBe(false);
          if (choice.because !== 'duty-rep') expect(rep && isWorking(rep.hours, now)).toBe(true);
          if (facts['lead.language'] === 'en') expect(rep?.skills).toContain('english');
        }
      }),
      RUNS,
    );
  });

  it('names everybody it considered once, and the last rule it tried', () => {
    fc.assert(
      fc.property(someQuestion, (question) => {
        const { candidates, rules, ...choice } = chooseRep(question);
        const ids = candidates.map(({ rep }) => rep);

        expect(new Set(ids).size).toBe(ids.length);
        expect(rules.filter(({ result }) => result === 'decided').length).toBeLessThanOrEqual(1);
        if (choice.outcome !== 'nobody' && choice.outcome !== 'exhausted')
          expect(rules.at(-1)?.result).toBe('decided');
      }),
      RUNS,
    );
  });

  it('is the same for the same facts, and moves a turn by nothing in sum', () => {
    fc.assert(
      fc.property(someQuestion, (question) => {
        const choice = chooseRep(question);

        expect(chooseRep(structuredClone(question))).toEqual(choice);
        if (choice.outcome !== 'chosen' || choice.add === undefined) return;
        const moved = Object.values(choice.add).reduce((sum, credit) => sum + credit, 0);
        expect(moved).toBe(0);
      }),
      RUNS,
    );
  });
});

describe('a decision made again from its record alone', () => {
  it('comes to the same reps, whatever rule and strategy decided', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(someQuestion, (question) => {
        const choice = chooseRep(question);
        const record = toDecisionRecord(choice, question.team, question.now);
        const kept: Assignment = JSON.parse(JSON.stringify(record));
        seen.add(choice.because);

        expect(replayChoice(kept, question.team)).toEqual(repsOf(choice, question));
      }),
      RUNS,
    );

    expect([...seen].toSorted()).toEqual(
      expect.arrayContaining([
        'duty-rep',
        'everybody-asked',
        'everybody-full',
        'first-to-accept',
        'key-account',
        'least-loaded',
        'left-in-pool',
        'nobody-active',
        'nobody-on-duty',
        'sticky',
        'turn',
        'turn-in-next-pool',
      ]),
    );
  });

  it('holds where the turn is not simply the furthest behind', () => {
    const weights = [
      ...Array<number>(17).fill(5),
      ...Array<number>(8).fill(37),
      ...Array<number>(11).fill(284),
    ];
    const members = weights.map((weight, place) => ({ rep: `rep-${place}`, weight }));
    const team = aTeam(
      members.map(({ rep }) => aRep(rep)),
      [aPool('all', [], undefined, { members })],
    );
    const credits: Record<string, number> = {};
    let notFurthest = 0;
    for (let lead = 0; lead < 1_200; lead += 1) {
      const choice = ask(team, { state: { reps: {}, turns: { all: credits } } });
      if (choice.outcome !== 'chosen') throw new Error('somebody is there');
      const record = toDecisionRecord(choice, team, NOW);
      const most = Math.max(...record.candidates.map((one) => one.creditMicroleads ?? 0));
      const chosen = record.candidates.find(({ rep }) => rep === choice.rep);
      if ((chosen?.creditMicroleads ?? 0) < most) notFurthest += 1;
      expect(replayChoice(record, team)).toEqual([choice.rep]);
      for (const [rep, add] of Object.entries(choice.add ?? {})) credits[rep] = (credits[rep] ?? 0) + add;
    }
    expect(notFurthest).toBeGreaterThan(0);
  });

  it('knows a record from before rules were written down', () => {
    const team = aTeam([aRep('anna'), aRep('boris')], [aPool('all', ['anna', 'boris'])]);
    const { rules: _rules, ...record } = toDecisionRecord(ask(team), team, NOW);

    expect(replayChoice(record, team)).toEqual(['anna']);
  });

  it('has nothing to work out where a person chose, or by another version of the team', () => {
    const team = aTeam([aRep('anna')], [aPool('all', ['anna'])]);
    const record = toDecisionRecord(ask(team), team, NOW);

    expect(replayChoice({ ...record, strategy: 'by-hand' }, team)).toBeUndefined();
    expect(replayChoice(record, { ...team, version: 2 })).toBeUndefined();
  });

  it('comes to the supervisor, or to nobody, as it did', () => {
    const team = aTeam([aRep('anna')], [aPool('all', ['anna'])]);
    const asked = ask(team, { excluded: new Set(['anna']) });
    const waits = ask(team, { now: NIGHT });

    expect(toDecisionRecord(asked, team, NOW)).toMatchObject({ pool: 'supervisor', strategy: 'escalation' });
    expect(replayChoice(toDecisionRecord(asked, team, NOW), team)).toEqual(['head']);
    expect(replayChoice(toDecisionRecord(waits, team, NIGHT), team)).toEqual([]);
  });
});
