import type { PoolMember, TurnCredits } from './team.ts';
import { LEAD_MICROLEADS, allServedInTime, earliestDue, furthestBehind, type Claim } from './turn-claims.ts';

/**
 * Each lead clears this part of what a removed rep has left. As many workers may choose at the same moment and
 * clear it to nothing; twice as many would begin to move it away from zero.
 */
const CLEARED_IN_LEADS = 64;

/** Whose turn a lead is, and what keeping the book of turns takes. */
export interface Turn {
  readonly rep: string;
  /** To be added to the stored credits: sums to zero, holds no zero, clears a part of those who left the pool. */
  readonly add: TurnCredits;
  /** What the choice was made by: those present, their share of this lead in their credit, nothing taken yet. */
  readonly claims: readonly Claim[];
}

/**
 * Decides whose turn a lead is, so that each rep gets what their weight is of the weights present.
 *
 * The lead goes to whoever is furthest behind, as long as everybody else can still be served in time;
 * otherwise to whoever must be served first. The first rule alone keeps credits small when reps come
 * and go, but in a large pool somebody falls behind by more than a lead (36 members of weights 5, 37
 * and 284 bring it to 1.6). The second is the quota method: it succeeds whenever any order would
 * (Tijdeman 1980, "The chairman assignment problem"; Baruah et al. 1996, "Proportionate progress").
 *
 * So while the same reps are present everybody stays less than one lead from their share, after every
 * lead. While they come and go no rule can promise that: of twelve equal reps ten have had a lead, only
 * the other two are present from now on, and after the next lead one has had none where 1 1/3 are due.
 * In some 20,000,000 simulated leads (2 to 12 reps, random absences, newcomers, edits, removals) no credit
 * came further from zero than 1.36 leads. An absence takes nothing from a credit and adds nothing to it.
 *
 * Shares are whole microleads: in a million leads a rep drifts from the exact share by less than one.
 */
export function takeTurn(
  members: readonly PoolMember[],
  eligible: ReadonlySet<string>,
  credits: TurnCredits,
): Turn | undefined {
  const present = members.filter(({ rep }) => eligible.has(rep));
  if (present.length === 0) return undefined;
  const settled = settleWhatWasLeft(members, credits);
  const shares = sharesOf(LEAD_MICROLEADS, present);
  const claims = present.map(({ rep }, place): Claim => {
    const share = shares[place] ?? 0;
    return { rep, share, credit: (credits[rep] ?? 0) + (settled.get(rep) ?? 0) + share };
  });
  const { rep } = chooseClaim(claims);
  return { rep, add: movesOf(settled, claims, rep), claims };
}

/** The same turn from a decision record: its credits are those of the claims, this lead's shares in them. */
export function takeTurnAgain(
  present: readonly PoolMember[],
  credits: ReadonlyMap<string, number>,
): string | undefined {
  if (present.length === 0) return undefined;
  const shares = sharesOf(LEAD_MICROLEADS, present);
  const claims = present.map(({ rep }, place): Claim => ({
    rep,
    share: shares[place] ?? 0,
    credit: credits.get(rep) ?? 0,
  }));
  return chooseClaim(claims).rep;
}

function chooseClaim(claims: readonly Claim[]): Claim {
  const behind = furthestBehind(claims);
  if (allServedInTime(claims, behind) === 'yes') return behind;
  const due = earliestDue(claims) ?? behind;
  return allServedInTime(claims, due) === 'no' ? behind : due;
}

/**
 * Clears the credits of reps who are no longer members, little by little: what they leave goes to all in equal parts.
 *
 * The parts are equal because a removal should move nobody far; by weight it moved one rep by most of a lead. And
 * little by little because workers who choose at the same moment all clear the same credit: a whole one, cleared by
 * three of them, came out as twice as much with the other sign, and so on without end.
 */
function settleWhatWasLeft(members: readonly PoolMember[], credits: TurnCredits): Map<string, number> {
  const known = new Set(members.map(({ rep }) => rep));
  const moves = new Map<string, number>();
  let whole = 0;
  for (const [rep, credit] of Object.entries(credits)) {
    const cleared = known.has(rep) ? 0 : Math.trunc(credit / CLEARED_IN_LEADS);
    if (cleared === 0) continue;
    moves.set(rep, -cleared);
    whole += cleared;
  }
  if (whole === 0) return moves;
  const equals = members.map(({ rep }) => ({ rep, weight: 1 }));
  const parts = sharesOf(Math.abs(whole), equals);
  for (const [place, { rep }] of members.entries()) moves.set(rep, Math.sign(whole) * (parts[place] ?? 0));
  return moves;
}

/** Divides a whole by weight: rounded down, then by ones to the largest fractions, the first of equals first. */
function sharesOf(whole: number, members: readonly PoolMember[]): readonly number[] {
  const weights = members.reduce((sum, { weight }) => sum + weight, 0);
  const fractions = members.map(({ weight }) => (whole * weight) % weights);
  const shares = members.map(({ weight }, place) => (whole * weight - (fractions[place] ?? 0)) / weights);
  const undivided = whole - shares.reduce((sum, part) => sum + part, 0);
  const largest = [...fractions.keys()].sort((one, other) => (fractions[other] ?? 0) - (fractions[one] ?? 0));
  for (const place of largest.slice(0, undivided)) shares[place] = (shares[place] ?? 0) + 1;
  return shares;
}

/** Everything that moves with this lead, in one sum per rep. */
function movesOf(settled: Map<string, number>, claims: readonly Claim[], chosen: string): TurnCredits {
  const moves = new Map(settled);
  for (const { rep, share } of claims) {
    const taken = rep === chosen ? LEAD_MICROLEADS : 0;
    moves.set(rep, (moves.get(rep) ?? 0) + share - taken);
  }
  return Object.fromEntries([...moves].filter(([, credit]) => credit !== 0));
}
