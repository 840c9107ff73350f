export type Admission =
  { readonly outcome: 'admitted' } | { readonly outcome: 'too-many'; readonly retryAfterSeconds: number };

export interface RateLimiter {
  /**
   * Counts one request against a limit per minute. `key` names whose limit it is and holds nothing personal.
   * Never throws: who cannot be counted is admitted.
   */
  admit(key: string, perMinute: number, now: Date): Promise<Admission>;
}
