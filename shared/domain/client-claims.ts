import type { Timestamp } from './time.ts';
import { HOUR_MS, elapsedMs } from './time.ts';

/** A lead that claimed a key of its client: when it was received, and which company it told, if any. */
export interface ClientClaim {
  readonly leadId: string;
  readonly at: Timestamp;
  readonly inn?: string;
}

/** A claim somebody wants to make. `onlyWithInn`: the same key with another INN is another client's. */
export interface WantedClaim extends ClientClaim {
  readonly onlyWithInn?: string;
}

export interface ClaimTerms {
  /** Leads received at most this far apart are about the same client, whichever came first. */
  readonly windowMs: number;
  /** Ids of leads whose claims count no more: they have ended. */
  readonly over: readonly string[];
  /** Ids of leads of which somebody said they are another client's: their claims stay, and are in nobody's way. */
  readonly apart: readonly string[];
}

/** A lead is settled within seconds of its arrival, and within two days when everything around it was down. */
const LATE_MS = 48 * HOUR_MS;

/** Only a free mailbox that names ever new companies gets so far. A claim is paid by the kilobyte. */
const MAX_CLAIMS = 10;

/** The claims of a key that make the wanted one a duplicate. */
export function claimsInTheWay(
  claims: readonly ClientClaim[],
  wanted: WantedClaim,
  { windowMs, over, apart }: ClaimTerms,
): readonly ClientClaim[] {
  return claims.filter(
    (claim) =>
      claim.leadId !== wanted.leadId &&
      Math.abs(elapsedMs(claim.at, wanted.at)) <= windowMs &&
      !isAnotherCompany(claim, wanted) &&
      !over.includes(claim.leadId) &&
      !apart.includes(claim.leadId),
  );
}

/** Whether a key that a duplicate told may be claimed for its first lead: it has no claim on it yet, and nobody else has. */
export function canPassOn(
  claims: readonly ClientClaim[],
  wanted: WantedClaim,
  firstId: string,
  terms: ClaimTerms,
): boolean {
  const isFirsts = claims.some(({ leadId }) => leadId === firstId);
  return !isFirsts && claimsInTheWay(claims, wanted, terms).length === 0;
}

/** A key's claims with one more; those that can count no more are left out. */
export function withClaim(
  claims: readonly ClientClaim[],
  { leadId, at, inn }: ClientClaim,
  { windowMs, over }: ClaimTerms,
): readonly ClientClaim[] {
  const kept = claims.filter(
    (claim) =>
      claim.leadId !== leadId && !over.includes(claim.leadId) && elapsedMs(claim.at, at) < windowMs + LATE_MS,
  );
  const claim = { leadId, at, ...(inn === undefined ? {} : { inn }) };
  return [...kept, claim].sort((one, other) => (one.at < other.at ? -1 : 1)).slice(-MAX_CLAIMS);
}

export function withoutClaim(claims: readonly ClientClaim[], leadId: string): readonly ClientClaim[] {
  return claims.filter((claim) => claim.leadId !== leadId);
}

/** When the last of the claims stops to count, in milliseconds since 1970. */
export function claimsEndMs(claims: readonly ClientClaim[], windowMs: number): number {
  return Math.max(0, ...claims.map(({ at }) => Date.parse(at))) + windowMs + LATE_MS;
}

/** What is not known is not another. */
function isAnotherCompany({ inn }: ClientClaim, { onlyWithInn }: WantedClaim): boolean {
  return inn !== undefined && onlyWithInn !== undefined && inn !== onlyWithInn;
}
