import { takeTurn } from './fair-turn.ts';
import type { PoolMember, TurnCredits } from './team.ts';

/** Whose first lead is further off than this is shown without a place; weights of 1 and 500 would take forever. */
const LOOK_AHEAD_LEADS = 48;

/** Where a member of a pool stands in its turn. */
export interface TurnPlace {
  readonly rep: string;
  readonly weight: number;
  /** Whether a lead could go there now; the credit of the others stands as it is. */
  readonly present: boolean;
  /** How far the rep is behind their share, in millionths of a lead, the next lead counted in; negative for ahead. */
  readonly creditMicroleads: number;
  /** What the rep is due of each lead while the same reps are present; 0 for who is not. */
  readonly shareMicroleads: number;
  /** After how many leads of this pool the rep has one, 1 for the next; absent where that is not known. */
  readonly turnIn?: number;
}

/**
 * The members of a pool in the order in which they get its next leads, should the same reps stay present.
 *
 * The turn itself is asked, again and again, so the first of the order is whom it chooses next.
 */
export function turnOrder(
  members: readonly PoolMember[],
  present: ReadonlySet<string>,
  credits: TurnCredits,
): readonly TurnPlace[] {
  const next = takeTurn(members, present, credits);
  const claims = new Map(next?.claims.map((claim) => [claim.rep, claim]));
  const turns = nextTurns(members, present, credits);
  return members
    .map(({ rep, weight }): TurnPlace => {
      const claim = claims.get(rep);
      const turnIn = turns.get(rep);
      return {
        rep,
        weight,
        present: claim !== undefined,
        creditMicroleads: claim?.credit ?? (credits[rep] ?? 0) + (next?.add[rep] ?? 0),
        shareMicroleads: claim?.share ?? 0,
        ...(turnIn === undefined ? {} : { turnIn }),
      };
    })
    .sort(byTurn);
}

/** After how many leads each rep has their first, as far as it is looked ahead. */
function nextTurns(
  members: readonly PoolMember[],
  present: ReadonlySet<string>,
  credits: TurnCredits,
): ReadonlyMap<string, number> {
  const turns = new Map<string, number>();
  const awaited = members.filter(({ rep }) => present.has(rep)).length;
  let held: TurnCredits = credits;
  for (let lead = 1; lead <= LOOK_AHEAD_LEADS && turns.size < awaited; lead += 1) {
    const turn = takeTurn(members, present, held);
    if (turn === undefined) break;
    if (!turns.has(turn.rep)) turns.set(turn.rep, lead);
    held = sumOf(held, turn.add);
  }
  return turns;
}

function sumOf(credits: TurnCredits, add: TurnCredits): TurnCredits {
  const sum = new Map(Object.entries(credits));
  for (const [rep, change] of Object.entries(add)) sum.set(rep, (sum.get(rep) ?? 0) + change);
  return Object.fromEntries([...sum].filter(([, credit]) => credit !== 0));
}

function byTurn(one: TurnPlace, other: TurnPlace): number {
  if (one.present !== other.present) return one.present ? -1 : 1;
  const turns = (one.turnIn ?? LOOK_AHEAD_LEADS + 1) - (other.turnIn ?? LOOK_AHEAD_LEADS + 1);
  return turns === 0 ? other.creditMicroleads - one.creditMicroleads : turns;
}
