import type { DateSpan, RepState } from '#shared/domain/team.ts';
import type { PlaceGivenBack, PlaceTaken } from '#shared/ports/assignment-book.ts';

const NOTHING: RepState = { open: 0 };

/** What the table knows of reps: their loads, their switch, their absences. */
export class InMemoryReps {
  readonly #states = new Map<string, RepState>();

  stateOf(rep: string): RepState {
    return this.#states.get(rep) ?? NOTHING;
  }

  setOnDuty(rep: string, onDuty: boolean): void {
    this.#states.set(rep, { ...this.stateOf(rep), onDuty });
  }

  addAway(rep: string, span: DateSpan): void {
    this.removeAway(rep, span);
    const state = this.stateOf(rep);
    this.#states.set(rep, { ...state, away: [...(state.away ?? []), span] });
  }

  removeAway(rep: string, { from, to }: DateSpan): void {
    const { away = [], ...state } = this.stateOf(rep);
    const left = away.filter((one) => one.from !== from || one.to !== to);
    this.#states.set(rep, left.length === 0 ? state : { ...state, away: left });
  }

  /** Whether there is a place in all that is counted: open, taken that day, open of the source. */
  hasPlace({ rep, capacity, day, source }: PlaceTaken): boolean {
    const state = this.stateOf(rep);
    const today = state.day?.date === day?.date ? (state.day?.taken ?? 0) : 0;
    const ofSource = state.openBySource?.[source?.id ?? ''] ?? 0;
    return (
      state.open < capacity &&
      today < (day?.limit ?? Number.POSITIVE_INFINITY) &&
      ofSource < (source?.limit ?? Number.POSITIVE_INFINITY)
    );
  }

  take({ rep, day, source }: PlaceTaken): void {
    this.#add(rep, 1, source?.id);
    if (day === undefined) return;
    const state = this.stateOf(rep);
    const taken = (state.day?.date === day.date ? state.day.taken : 0) + 1;
    this.#states.set(rep, { ...state, day: { date: day.date, taken } });
  }

  giveBack({ rep, source }: PlaceGivenBack): void {
    if (this.stateOf(rep).open > 0) this.#add(rep, -1, source);
  }

  #add(rep: string, change: number, source: string | undefined): void {
    const { openBySource: before = {}, ...state } = this.stateOf(rep);
    const after =
      source === undefined ? before : { ...before, [source]: Math.max(0, (before[source] ?? 0) + change) };
    const held = Object.entries(after).filter(([, open]) => open > 0);
    const openBySource = held.length === 0 ? {} : { openBySource: Object.fromEntries(held) };
    this.#states.set(rep, { ...state, open: state.open + change, ...openBySource });
  }
}
