/**
 * Which keys of an outside system have ever worked.
 *
 * A key is named by a fingerprint that cannot be turned back into it. A refusal of one that has worked means that its
 * quota is spent; of one that never did, that it is wrong.
 */
export interface KeyHistory {
  hasWorked(system: string, fingerprint: string): Promise<boolean>;
  /** Written at most once a day, however often it is called. */
  noteWorked(system: string, fingerprint: string, now: Date): Promise<void>;
}
