import { chooseRep, type Choice } from '#shared/domain/choose-rep.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { PoolMember, Rep, RepState, Team, TurnCredits } from '#shared/domain/team.ts';
import { FROM_MOSCOW, aPool, aRep, aTeam } from './a-choice.ts';
import { aLead } from './a-lead.ts';

const LEAD = 1_000_000;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const ZONES = ['Europe/Moscow', 'Europe/Berlin', 'America/New_York', 'Asia/Vladivostok'] as const;
const KEY_INN = '7707083893';
const MAX_MEMBERS = 12;

/** From the end of summer time to its next beginning, the long holidays of January in between. */
const FIRST_LEAD = Date.parse('2026-10-12T06:00:00.000Z');

/** A lead every 27 minutes: ten thousand of them last until the middle of April. */
const BETWEEN_LEADS_MS = 27 * MINUTE_MS;

/** Numbers from 0 to 1, the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What each rep of a pool was due and has had by the turn, in leads, since they joined it. */
class Shares {
  readonly #due = new Map<string, number>();
  readonly #had = new Map<string, number>();

  give(chosen: string, present: readonly PoolMember[]): void {
    const weights = present.reduce((sum, { weight }) => sum + weight, 0);
    for (const { rep, weight } of present) this.#due.set(rep, (this.#due.get(rep) ?? 0) + weight / weights);
    this.#had.set(chosen, (this.#had.get(chosen) ?? 0) + 1);
  }

  forget(rep: string): void {
    this.#due.delete(rep);
    this.#had.delete(rep);
  }

  largest(): number {
    let largest = 0;
    for (const [rep, due] of this.#due)
      largest = Math.max(largest, Math.abs(due - (this.#had.get(rep) ?? 0)));
    return largest;
  }
}

export interface StoryWishes {
  readonly seed: number;
  readonly leads: number;
  /** Workers who choose at the same time, each from what was true before the others wrote. */
  readonly workers?: number;
  /** Whether reps come, go, are edited and removed; hours, holidays and loads change who is there in any case. */
  readonly edits?: boolean;
  /** Whether all reps keep the same hours and have room for everything: then they are there together, or none is. */
  readonly sameHours?: boolean;
}

export interface Fairness {
  readonly byRule: Readonly<Record<string, number>>;
  /** Edits and removals that were made, by kind. */
  readonly changes: Readonly<Record<string, number>>;
  /** Times the reps present were others than for the lead before. */
  readonly spans: number;
  /** The furthest anybody ever was from their share, in leads, in whole and within a span of the same reps present. */
  readonly largest: number;
  readonly largestInSpan: number;
  /** The furthest a stored credit ever was from zero: the same, with what removed reps have left shared out. */
  readonly largestCredit: number;
}

/** Half a year of leads through the choice itself, with all that happens to a team meanwhile. */
export class FairnessStory {
  readonly #random: () => number;
  readonly #wishes: StoryWishes;
  #team: Team;
  readonly #states = new Map<string, RepState>();
  readonly #turns = new Map<string, Record<string, number>>();
  readonly #shares = new Map<string, Shares>();
  readonly #spans = new Map<string, { readonly key: string; readonly shares: Shares }>();
  readonly #byRule: Record<string, number> = {};
  readonly #changes: Record<string, number> = {};
  #closings: { readonly atMs: number; readonly rep: string }[] = [];
  #figures = { spans: 0, largest: 0, largestInSpan: 0, largestCredit: 0 };
  #joined = 0;

  constructor(wishes: StoryWishes) {
    this.#wishes = wishes;
    this.#random = randomFrom(wishes.seed);
    this.#team = firstTeam(wishes.sameHours ?? false);
  }

  run(): Fairness {
    const { leads, workers = 1, edits = true } = this.#wishes;
    for (let number = 0; number < leads; number += workers) {
      const now = new Date(FIRST_LEAD + number * BETWEEN_LEADS_MS);
      this.#closeLeads(now);
      if (edits && this.#random() < 0.02 * workers) this.#change(now);
      const team = this.#team;
      const together = Math.min(workers, leads - number);
      const choices = Array.from({ length: together }, () => this.#choose(now));
      for (const choice of choices) this.#commit(choice, team, now);
    }
    return { byRule: this.#byRule, changes: this.#changes, ...this.#figures };
  }

  #choose(now: Date): Choice {
    const isMoscow = this.#random() < 0.4;
    return chooseRep({
      lead: this.#someLead(now),
      facts: { 'counterparty.region': isMoscow ? 'RU-MOW' : 'RU-SPE' },
      team: this.#team,
      state: {
        reps: Object.fromEntries(this.#states),
        turns: Object.fromEntries([...this.#turns].map(([pool, credits]) => [pool, { ...credits }])),
      },
      excluded: new Set(),
      now,
    });
  }

  #someLead(now: Date): Lead {
    const drawn = this.#random();
    if (drawn < 0.1) {
      const at = new Date(now.getTime() - DAY_MS).toISOString();
      const earlierOwner = { rep: this.#pick(this.#team.reps).id, leadId: 'lead-00000009', at };
      return aLead({ requisites: {}, earlierOwner });
    }
    return aLead({ requisites: drawn < 0.15 ? { inn: KEY_INN } : {} });
  }

  #commit(choice: Choice, team: Team, now: Date): void {
    this.#byRule[choice.because] = (this.#byRule[choice.because] ?? 0) + 1;
    if (choice.outcome !== 'chosen') return;
    const state = this.#states.get(choice.rep) ?? { open: 0 };
    this.#states.set(choice.rep, { ...state, open: state.open + 1 });
    this.#closings.push({ atMs: now.getTime() + this.#random() * DAY_MS, rep: choice.rep });
    if (choice.add !== undefined) this.#moveTurn(choice, choice.add, team);
  }

  #moveTurn(choice: Extract<Choice, { outcome: 'chosen' }>, add: TurnCredits, team: Team): void {
    const { pool } = choice;
    const credits = this.#turns.get(pool) ?? {};
    for (const [rep, credit] of Object.entries(add)) credits[rep] = (credits[rep] ?? 0) + credit;
    this.#turns.set(pool, credits);
    const able = new Set(choice.candidates.filter(({ eligible }) => eligible).map(({ rep }) => rep));
    const present =
      team.pools.find(({ id }) => id === pool)?.members.filter(({ rep }) => able.has(rep)) ?? [];
    this.#measure(pool, choice.rep, present, credits);
  }

  #measure(pool: string, chosen: string, present: readonly PoolMember[], credits: TurnCredits): void {
    const shares = this.#shares.get(pool) ?? new Shares();
    this.#shares.set(pool, shares);
    shares.give(chosen, present);
    const key = present.map(({ rep, weight }) => `${rep} ${weight}`).join();
    const before = this.#spans.get(pool);
    const span = before?.key === key ? before : { key, shares: new Shares() };
    if (span !== before) this.#figures.spans += 1;
    this.#spans.set(pool, span);
    span.shares.give(chosen, present);
    const { spans, largest, largestInSpan, largestCredit } = this.#figures;
    const credit = Math.max(0, ...Object.values(credits).map(Math.abs)) / LEAD;
    this.#figures = {
      spans,
      largest: Math.max(largest, shares.largest()),
      largestInSpan: Math.max(largestInSpan, span.shares.largest()),
      largestCredit: Math.max(largestCredit, credit),
    };
  }

  #closeLeads(now: Date): void {
    const due = this.#closings.filter(({ atMs }) => atMs <= now.getTime());
    this.#closings = this.#closings.filter(({ atMs }) => atMs > now.getTime());
    for (const { rep } of due) {
      const state = this.#states.get(rep) ?? { open: 1 };
      this.#states.set(rep, { ...state, open: state.open - 1 });
    }
  }

  #change(now: Date): void {
    const kinds = ['switch', 'vacation', 'weigh', 'join', 'leave'] as const;
    const kind = this.#pick(kinds);
    this.#changes[kind] = (this.#changes[kind] ?? 0) + 1;
    const { id } = this.#pick(this.#team.reps);
    switch (kind) {
      case 'switch': {
        const state = this.#states.get(id) ?? { open: 0 };
        this.#states.set(id, { ...state, onDuty: state.onDuty === false });
        return;
      }
      case 'vacation':
        return this.#editRep(id, ({ hours }) => ({ hours: { ...hours, daysOff: daysFrom(now, 14) } }));
      case 'weigh':
        return this.#editMembers((members) =>
          members.map((one) =>
            one.rep === id ? { rep: id, weight: 1 + Math.floor(this.#random() * 9) } : one,
          ),
        );
      case 'join':
        return this.#join();
      case 'leave':
        return this.#leave(id);
    }
  }

  #join(): void {
    if (this.#team.reps.length >= MAX_MEMBERS) return;
    this.#joined += 1;
    const id = `joined-${this.#joined}`;
    const rep = aRep(id, { timeZone: this.#pick(ZONES), capacity: 3 + Math.floor(this.#random() * 12) });
    this.#team = { ...this.#team, version: this.#team.version + 1, reps: [...this.#team.reps, rep] };
    const weight = 1 + Math.floor(this.#random() * 9);
    this.#editMembers((members) => [...members, { rep: id, weight }]);
  }

  #leave(id: string): void {
    if (this.#team.reps.length <= 5) return;
    this.#team = { ...this.#team, reps: this.#team.reps.filter((rep) => rep.id !== id) };
    this.#editMembers((members) => (members.length > 2 ? members.filter(({ rep }) => rep !== id) : members));
    for (const { id: pool, members } of this.#team.pools)
      if (!members.some(({ rep }) => rep === id)) this.#shares.get(pool)?.forget(id);
  }

  #editRep(id: string, edit: (rep: Rep) => Partial<Rep>): void {
    const reps = this.#team.reps.map((rep) => (rep.id === id ? { ...rep, ...edit(rep) } : rep));
    this.#team = { ...this.#team, version: this.#team.version + 1, reps };
  }

  #editMembers(edit: (members: readonly PoolMember[]) => readonly PoolMember[]): void {
    const pools = this.#team.pools.map((pool) => ({ ...pool, members: edit(pool.members) }));
    this.#team = { ...this.#team, version: this.#team.version + 1, pools };
  }

  #pick<T>(values: readonly T[]): T {
    const value = values[Math.floor(this.#random() * values.length)];
    if (value === undefined) throw new Error('there is nothing to pick from');
    return value;
  }
}

/** Two pools over the same reps, one of them of five; all have the first days of January off. */
function firstTeam(sameHours: boolean): Team {
  const reps = Array.from({ length: 8 }, (_, place) => {
    const { hours, ...rep } = aRep(`rep-${place}`, {
      timeZone: sameHours ? 'Europe/Berlin' : (ZONES[place % ZONES.length] ?? ZONES[0]),
      capacity: sameHours ? 1_000 : 4 + 2 * place,
    });
    return { ...rep, hours: { ...hours, daysOff: daysFrom(new Date('2026-12-31T00:00:00Z'), 9) } };
  });
  const members = reps.map(({ id }, place) => ({ rep: id, weight: 1 + ((place * 3) % 7) }));
  const pools = [
    aPool('moscow', [], FROM_MOSCOW, { members: members.slice(0, 5) }),
    aPool('everybody', [], undefined, { members }),
  ];
  return aTeam(reps, pools, { stickyDays: 30, keyAccounts: [{ inn: KEY_INN, rep: 'rep-2' }] });
}

function daysFrom(now: Date, days: number): readonly string[] {
  return Array.from({ length: days }, (_, day) =>
    new Date(now.getTime() + day * DAY_MS).toISOString().slice(0, 10),
  );
}
