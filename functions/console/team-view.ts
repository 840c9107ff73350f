import { conditionWords } from '#shared/domain/condition-words.ts';
import type { Language } from '#shared/domain/language.ts';
import { nextOf, poolOrder, type PoolPlace } from '#shared/domain/pool-order.ts';
import { whyNotAvailable } from '#shared/domain/rep-availability.ts';
import type { DateSpan, Pool, Rep, RepRole, RepState, Strategy } from '#shared/domain/team.ts';
import { takeUntil } from '#shared/domain/shared-pool.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import { zonedMoment } from '#shared/domain/time-zone.ts';
import { nextShiftStart } from '#shared/domain/working-hours.ts';
import { CANDIDATE_TEXTS } from './code-texts.ts';
import type { TeamAtHand } from './team-desk.ts';

export interface RepView {
  readonly id: string;
  readonly name: string;
  readonly role: RepRole | null;
  readonly skills: readonly string[];
  readonly supervisor: boolean;
  readonly pools: readonly string[];
  readonly available: boolean;
  /** Why no lead can go there now, as a code and in words; null for who is available. */
  readonly code: string | null;
  readonly because: string | null;
  /** The rep's own switch; null while nobody ever touched it. */
  readonly onDuty: boolean | null;
  readonly load: {
    readonly open: number;
    readonly capacity: number;
    readonly takenToday: number;
    readonly capacityPerDay: number | null;
    /** Leads open of those sources that have a limit. */
    readonly sources: readonly {
      readonly source: string;
      readonly open: number;
      readonly capacity: number;
    }[];
  };
  readonly timeZone: string;
  /** Today by the rep's own calendar. */
  readonly localDate: string;
  /** When the rep next begins to work; null for who works now, or will not for a long time. */
  readonly nextShiftAt: string | null;
  /** Absences entered by ops or the rep that are not over yet. */
  readonly away: readonly DateSpan[];
}

export interface MemberView extends PoolPlace {
  readonly name: string;
  readonly code: string | null;
  readonly because: string | null;
}

export interface PoolView {
  readonly id: string;
  readonly strategy: Strategy;
  /** Null for the catch-all. */
  readonly condition: string | null;
  readonly outsideHours: NonNullable<Pool['outsideHours']> | null;
  readonly askAtOnce: number | null;
  readonly takeWithinMinutes: number | null;
  /** Whom the next lead of this pool would be put before; several where several are asked at once. */
  readonly next: readonly string[];
  /** In the order in which they get the next leads. */
  readonly members: readonly MemberView[];
}

export interface TeamView {
  readonly version: number;
  readonly at: string;
  readonly reps: readonly RepView[];
  readonly pools: readonly PoolView[];
}

/** Who works, how much each has, and whose turn it is: what the team page shows and the API answers. */
export function toTeamView(atHand: TeamAtHand, now: Date, language: Language): TeamView {
  const { team, reps: states } = atHand;
  const reps = team.reps.map((rep) => toRepView(rep, states[rep.id], atHand, now, language));
  const byId = new Map(reps.map((rep) => [rep.id, rep]));
  return {
    version: team.version,
    at: now.toISOString(),
    reps,
    pools: team.pools.map((pool) => toPoolView(pool, byId, atHand, language)),
  };
}

function toRepView(
  rep: Rep,
  state: RepState | undefined,
  { team }: TeamAtHand,
  now: Date,
  language: Language,
): RepView {
  const { date } = zonedMoment(rep.hours.timeZone, now.getTime());
  const code = whyNotAvailable({ rep, state, asked: false }, now) ?? null;
  const away = (state?.away ?? []).filter(({ to }) => to >= date);
  return {
    id: rep.id,
    name: rep.name,
    role: rep.role ?? null,
    skills: rep.skills ?? [],
    supervisor: team.supervisor === rep.id,
    pools: team.pools.filter(({ members }) => members.some((one) => one.rep === rep.id)).map(({ id }) => id),
    available: code === null,
    code,
    because: code === null ? null : inWords(code, language),
    onDuty: state?.onDuty ?? null,
    load: loadOf(rep, state, date),
    timeZone: rep.hours.timeZone,
    localDate: date,
    nextShiftAt: waitsForShift(code) ? shiftAfter(rep, away, now) : null,
    away: [...away].sort((one, other) => (one.from < other.from ? -1 : 1)),
  };
}

function loadOf(rep: Rep, state: RepState | undefined, date: string): RepView['load'] {
  const sources = Object.entries(rep.capacityPerSource ?? {}).map(([source, capacity]) => ({
    source,
    open: state?.openBySource?.[source] ?? 0,
    capacity,
  }));
  return {
    open: state?.open ?? 0,
    capacity: rep.capacity,
    takenToday: state?.day?.date === date ? state.day.taken : 0,
    capacityPerDay: rep.capacityPerDay ?? null,
    sources,
  };
}

/** Reasons that the next shift ends; a full load or a switch is another matter. */
function waitsForShift(code: string | null): boolean {
  return code === 'off-shift' || code === 'away';
}

function shiftAfter({ hours }: Rep, entered: readonly DateSpan[], now: Date): string | null {
  const away = [...(hours.away ?? []), ...entered];
  return nextShiftStart({ ...hours, away }, now)?.toISOString() ?? null;
}

function toPoolView(
  pool: Pool,
  reps: ReadonlyMap<string, RepView>,
  { team, reps: states, turns }: TeamAtHand,
  language: Language,
): PoolView {
  const isPresent = (id: string): boolean => reps.get(id)?.available === true;
  const order = poolOrder(pool, { reps: team.reps, states, credits: turns[pool.id] ?? {}, isPresent });
  return {
    id: pool.id,
    strategy: pool.strategy,
    condition: pool.when === undefined ? null : conditionWords(pool.when, language),
    outsideHours: pool.outsideHours ?? null,
    askAtOnce: pool.askAtOnce ?? null,
    takeWithinMinutes: minutesToTake(pool),
    next: nextOf(pool, order),
    members: order.map((place) => ({
      ...place,
      name: reps.get(place.rep)?.name ?? place.rep,
      code: reps.get(place.rep)?.code ?? null,
      because: reps.get(place.rep)?.because ?? null,
    })),
  };
}

/** A pool need not say for how long its reps may take a lead; the domain has a usual time then. */
function minutesToTake(pool: Pool): number | null {
  const epoch = new Date(0);
  return pool.strategy === 'pull' ? takeUntil(pool, epoch).getTime() / MINUTE_MS : null;
}

function inWords(code: string, language: Language): string {
  return CANDIDATE_TEXTS[code]?.[language] ?? code;
}
