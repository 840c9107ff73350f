/** How far a signed moment may lie from ours, both ways: what Standard Webhooks, Webflow and HubSpot agree on. */
export const USUAL_WINDOW_SECONDS = 300;

/** Whether a moment in unix milliseconds is near enough to now; a signature seen once is worthless afterwards. */
export function isWithinWindow(momentMs: number, now: Date, seconds: number = USUAL_WINDOW_SECONDS): boolean {
  return Number.isFinite(momentMs) && Math.abs(now.getTime() - momentMs) <= seconds * 1000;
}
