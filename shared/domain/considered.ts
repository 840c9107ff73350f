import type { Marks, RepQuestion } from './choice.ts';
import { evaluate } from './condition.ts';
import type { Candidate } from './lead.ts';
import { whyNotAvailable } from './rep-availability.ts';
import type { Rep, Team, WorkingHours } from './team.ts';

const ALL_DAY = [{ fromMinute: 0, toMinute: 1440 }];
const EVERY_DAY = {
  mon: ALL_DAY,
  tue: ALL_DAY,
  wed: ALL_DAY,
  thu: ALL_DAY,
  fri: ALL_DAY,
  sat: ALL_DAY,
  sun: ALL_DAY,
};

const NO_NEEDS: readonly string[] = [];

/** A team is asked about every lead for as long as it is in force. Only a memory: answers stay the same. */
const repsOfTeam = new WeakMap<Team, ReadonlyMap<string, Rep>>();

export function repsById(team: Team): ReadonlyMap<string, Rep> {
  const known = repsOfTeam.get(team);
  if (known !== undefined) return known;
  const reps = new Map(team.reps.map((rep) => [rep.id, rep]));
  repsOfTeam.set(team, reps);
  return reps;
}

/** Everybody who is looked at for one lead: each rep once, in the order they are come across. */
export class Considered {
  readonly #question: RepQuestion;
  readonly #reps: ReadonlyMap<string, Rep>;
  readonly #asked: ReadonlySet<string>;
  readonly #needs: readonly string[];
  readonly #candidates = new Map<string, Candidate>();

  constructor(question: RepQuestion) {
    this.#question = question;
    this.#reps = repsById(question.team);
    this.#asked = new Set([...question.excluded, ...question.lead.formerOffers.map(({ rep }) => rep)]);
    this.#needs = neededSkills(question);
  }

  look(id: string): Candidate {
    const known = this.#candidates.get(id);
    if (known !== undefined) return known;
    const candidate = this.#consider(id, this.#reps.get(id));
    this.#candidates.set(id, candidate);
    return candidate;
  }

  /** A duty rep is on duty while the others are not, whatever their own hours: only hours are not asked about. */
  lookAtDutyRep(id: string): Candidate {
    const rep = this.#reps.get(id);
    const onDuty = rep === undefined ? undefined : { ...rep, hours: roundTheClock(rep.hours) };
    const candidate = this.#consider(id, onDuty);
    this.#candidates.set(id, candidate);
    return candidate;
  }

  all(marks?: Marks): readonly Candidate[] {
    const candidates = [...this.#candidates.values()];
    if (marks === undefined) return candidates;
    return candidates.map((candidate) => {
      const mark = marks.get(candidate.rep);
      return mark === undefined ? candidate : { ...candidate, ...mark };
    });
  }

  #consider(id: string, rep: Rep | undefined): Candidate {
    const { lead, state, now } = this.#question;
    const hand = {
      rep,
      state: state.reps[id],
      asked: this.#asked.has(id),
      needs: this.#needs,
      source: lead.source,
    };
    const because = whyNotAvailable(hand, now);
    return { rep: id, eligible: because === undefined, because: because ?? 'eligible-turn' };
  }
}

/** Skills without which nobody can serve the lead. A need that nobody knows of is none. */
function neededSkills({ team, facts }: RepQuestion): readonly string[] {
  if (team.skillNeeds === undefined) return NO_NEEDS;
  return team.skillNeeds.filter(({ when }) => evaluate(when, facts).truth === true).map(({ skill }) => skill);
}

/** Absences still count; days off do not, since somebody has to be there on holidays. */
function roundTheClock({ timeZone, away }: WorkingHours): WorkingHours {
  return { timeZone, week: EVERY_DAY, daysOff: [], ...(away === undefined ? {} : { away }) };
}
