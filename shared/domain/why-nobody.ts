import type { Decision } from './choice.ts';
import { isPassing } from './rep-availability.ts';
import type { Candidate } from './lead.ts';
import type { Rep, RepState } from './team.ts';
import { HOUR_MS, MINUTE_MS } from './time.ts';
import { nextShiftStart } from './working-hours.ts';

/** Places come free and switches are turned at any moment, so that is how often it is worth looking. */
const SOONEST_RETRY_MS = MINUTE_MS;

/** Settings change, so no lead waits longer than this without being looked at. */
const LATEST_RETRY_MS = 12 * HOUR_MS;

/** They come back by themselves; whoever is there and has no place is not among them. */
const ABSENCES: ReadonlySet<string> = new Set(['off-duty', 'off-shift', 'away']);

type Nobody = Extract<Decision, { outcome: 'nobody' | 'exhausted' }>['because'];

/** The one code for why none of the candidates can take a lead now, of those who cannot. */
export function whyNobody(candidates: readonly Candidate[]): Nobody {
  const asked = candidates.some(({ because }) => because === 'already-asked');
  const passing = candidates.filter(({ because }) => isPassing(because));
  if (passing.length === 0) return asked ? 'everybody-asked' : whyNever(candidates);
  if (passing.some(({ because }) => !ABSENCES.has(because))) return 'everybody-full';
  // Somebody has let the lead go already: it must not lie until the next shift besides.
  return asked ? 'everybody-present-asked' : 'nobody-on-duty';
}

function whyNever(candidates: readonly Candidate[]): Nobody {
  return candidates.some(({ because }) => because === 'lacks-skill') ? 'nobody-with-skill' : 'nobody-active';
}

export interface Awaited {
  readonly reps: ReadonlyMap<string, Rep>;
  readonly states: Readonly<Record<string, RepState>>;
  readonly now: Date;
}

/** The lead waits for whoever comes back, or is for the supervisor where waiting would not help. */
export function nobodyOf(candidates: readonly Candidate[], awaited: Awaited): Decision {
  const because = whyNobody(candidates);
  switch (because) {
    case 'everybody-full':
      return {
        outcome: 'nobody',
        because,
        nextAt: new Date(awaited.now.getTime() + SOONEST_RETRY_MS),
      };
    case 'everybody-asked':
    case 'everybody-present-asked':
    case 'nobody-with-skill':
    case 'nobody-active':
      return { outcome: 'exhausted', because };
    default:
      return { outcome: 'nobody', because, nextAt: nextShiftOf(candidates, awaited) };
  }
}

/** When the first of the absent begins to work, within the bounds of how often leads are looked at. */
function nextShiftOf(candidates: readonly Candidate[], { reps, states, now }: Awaited): Date {
  const soonestMs = now.getTime() + SOONEST_RETRY_MS;
  let firstMs = now.getTime() + LATEST_RETRY_MS;
  for (const { rep: id, because } of candidates) {
    const rep = reps.get(id);
    if (rep === undefined || !isPassing(because)) continue;
    const away = [...(rep.hours.away ?? []), ...(states[id]?.away ?? [])];
    const hours = away.length === 0 ? rep.hours : { ...rep.hours, away };
    firstMs = Math.min(firstMs, nextShiftStart(hours, now, 1)?.getTime() ?? firstMs);
  }
  return new Date(Math.max(soonestMs, firstMs));
}
