import { emptyWindow, waitMs, windowAt, type RateWindow } from '#shared/domain/rate-window.ts';
import type { Admission, RateLimiter } from '#shared/ports/rate-limiter.ts';

/** Limits per minute, in memory. */
export class InMemoryRateLimiter implements RateLimiter {
  readonly #windows = new Map<string, RateWindow>();

  async admit(key: string, perMinute: number, now: Date): Promise<Admission> {
    const window = windowAt(this.#windows.get(key) ?? emptyWindow(now), now);
    const wait = waitMs(window, perMinute, now);
    if (wait > 0) return { outcome: 'too-many', retryAfterSeconds: Math.ceil(wait / 1000) };
    this.#windows.set(key, { ...window, current: window.current + 1 });
    return { outcome: 'admitted' };
  }

  /** How many requests of the newest minute were admitted under each key. */
  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#windows].map(([key, { current }]) => [key, current]));
  }
}
