/** Turns are counted in whole millionths of a lead, so that sums are exact whatever the weights. */
export const LEAD_MICROLEADS = 1_000_000;

/** Enough for most pools; where it is not, the earliest deadline is the safe answer. */
const LOOK_AHEAD_LEADS = 256;

/** What a rep present may claim of the lead to be given now, in microleads. */
export interface Claim {
  readonly rep: string;
  /** What the rep is behind, this lead's share in it; negative for being ahead. */
  readonly credit: number;
  /** What each lead adds while the same reps are present. */
  readonly share: number;
}

/** The claim with the largest credit, the first of equals. */
export function furthestBehind(claims: readonly Claim[]): Claim {
  return claims.reduce((first, claim) => (claim.credit > first.credit ? claim : first));
}

/**
 * The claim that would be the first to grow to a whole lead, of those that a lead does not take
 * a whole lead ahead. Undefined when everybody is ahead already, for then nobody is owed anything.
 */
export function earliestDue(claims: readonly Claim[]): Claim | undefined {
  return claims
    .filter(({ credit }) => credit > 0)
    .reduce<Claim | undefined>(
      (first, claim) => (first === undefined || isDueBefore(claim, first) ? claim : first),
      undefined,
    );
}

/** Compares (1 - credit) / share by multiplying out: whole numbers, so equals are equal. */
function isDueBefore(one: Claim, other: Claim): boolean {
  return (LEAD_MICROLEADS - one.credit) * other.share < (LEAD_MICROLEADS - other.credit) * one.share;
}

/**
 * Whether, with the lead given to `chosen` and the same reps present from now on,
 * nobody's credit needs to grow to a whole lead ever.
 *
 * After n more leads a rep with credit c and share s must have had ⌊c + n·s⌋ of them. It works out
 * exactly if for every n these add up to n at most. Once the credits above zero add up to less
 * than n + 1 that is sure, and stays so, because what they exceed n by only shrinks.
 */
export function allServedInTime(claims: readonly Claim[], chosen: Claim): 'yes' | 'no' | 'unclear' {
  const dueAfter = new Array<number>(LOOK_AHEAD_LEADS + 1).fill(0);
  let positive = 0;
  for (const claim of claims) {
    const credit = claim === chosen ? claim.credit - LEAD_MICROLEADS : claim.credit;
    countDue(dueAfter, credit, claim.share);
    positive += Math.max(0, credit + LOOK_AHEAD_LEADS * claim.share);
  }
  let mustBeGiven = 0;
  for (const [leads, due] of dueAfter.entries()) {
    mustBeGiven += due;
    if (mustBeGiven > leads) return 'no';
  }
  return positive < (LOOK_AHEAD_LEADS + 1) * LEAD_MICROLEADS ? 'yes' : 'unclear';
}

/** Marks after how many leads a rep must have had one, two, three … more. */
function countDue(dueAfter: number[], credit: number, share: number): void {
  for (let owed = LEAD_MICROLEADS - credit; ; owed += LEAD_MICROLEADS) {
    const after = Math.max(0, Math.ceil(owed / share));
    if (!(after <= LOOK_AHEAD_LEADS)) return;
    dueAfter[after] = (dueAfter[after] ?? 0) + 1;
  }
}
