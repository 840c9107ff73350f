import { leastLoadedFirst, leastLoadedOf, type LoadedMember } from './least-loaded.ts';
import type { Pool, Rep, RepState, TurnCredits } from './team.ts';
import { turnOrder, type TurnPlace } from './turn-order.ts';

/** A member's place in the order in which a pool gives out its leads, with the load, which may decide it. */
export interface PoolPlace extends TurnPlace {
  readonly load: LoadedMember['load'];
}

export interface PoolMoment {
  readonly reps: readonly Rep[];
  readonly states: Readonly<Record<string, RepState>>;
  readonly credits: TurnCredits;
  /** Whether a lead could go to the rep now. */
  readonly isPresent: (rep: string) => boolean;
}

type Ordered = Pick<Pool, 'members' | 'strategy' | 'askAtOnce'>;

/** The members as they come to their next leads: by the turn, or by the load where the pool goes by that. */
export function poolOrder(pool: Ordered, moment: PoolMoment): readonly PoolPlace[] {
  const places = byTurn(pool, moment);
  const present = places.filter((place) => place.present);
  const absent = places.filter((place) => !place.present);
  switch (pool.strategy) {
    case 'weighted':
    case 'pull':
      return places;
    case 'first-to-accept':
      return [...inOrderOf(present, leastLoadedFirst(inPoolOrder(pool, present))), ...absent];
    case 'least-loaded':
      return [...leastLoadedByTurn(pool, present, moment), ...absent];
  }
}

/** Before whom the next lead would be put: several where several are asked at once, nobody where nobody is there. */
export function nextOf(
  { strategy, askAtOnce, members }: Ordered,
  order: readonly PoolPlace[],
): readonly string[] {
  const present = order.filter((place) => place.present).map(({ rep }) => rep);
  return present.slice(0, strategy === 'first-to-accept' ? (askAtOnce ?? members.length) : 1);
}

function byTurn(
  { members }: Ordered,
  { reps, states, credits, isPresent }: PoolMoment,
): readonly PoolPlace[] {
  const present = new Set(members.map(({ rep }) => rep).filter(isPresent));
  const capacities = new Map(reps.map(({ id, capacity }) => [id, capacity]));
  return turnOrder(members, present, credits).map((place) => ({
    ...place,
    load: { open: states[place.rep]?.open ?? 0, capacity: capacities.get(place.rep) ?? 1 },
  }));
}

/** Of the least loaded the turn decides, as if they alone were there; the others follow by their load. */
function leastLoadedByTurn(
  pool: Ordered,
  present: readonly PoolPlace[],
  { credits }: PoolMoment,
): readonly PoolPlace[] {
  const tied = leastLoadedOf(present);
  const turns = turnOrder(pool.members, tied, credits).filter((place) => place.present);
  const others = present.filter(({ rep }) => !tied.has(rep));
  return [...inOrderOf(present, turns), ...inOrderOf(present, leastLoadedFirst(inPoolOrder(pool, others)))];
}

/** Equals stay as the pool names them. */
function inPoolOrder({ members }: Ordered, places: readonly PoolPlace[]): readonly PoolPlace[] {
  return inOrderOf(places, members);
}

function inOrderOf(
  places: readonly PoolPlace[],
  order: readonly { readonly rep: string }[],
): readonly PoolPlace[] {
  const byRep = new Map(places.map((place) => [place.rep, place]));
  return order.map(({ rep }) => byRep.get(rep)).filter((place) => place !== undefined);
}
