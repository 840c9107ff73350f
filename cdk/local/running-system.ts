import * as z from 'zod/mini';

const ANSWER_LIMIT_MS = 3_000;

/** Our own health page says so, whatever it says: another server on that port is not one of ours. */
const Health = z.object({ status: z.string(), checks: z.record(z.string(), z.unknown()) });

/** Whether a Lead Relay answers at this address. */
export async function isRunning(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
    return z.safeParse(Health, await response.json()).success;
  } catch {
    return false;
  }
}
