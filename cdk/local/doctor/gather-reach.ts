import { refusalOf } from '#shared/adapters/http-client/address-guard.ts';
import type { Reach } from './facts.ts';

const LIMIT_MS = 2_000;

/** Asks each address once, all at the same time, without any secret. */
export async function gatherReach(
  addresses: readonly string[],
  standIns: string,
): Promise<Readonly<Record<string, Reach>>> {
  const entries = [...new Set(addresses)].map(async (address) => [address, await reach(address, standIns)]);
  return Object.fromEntries(await Promise.all(entries));
}

/** Any answer will do, whatever it says: `HEAD` without a secret is mostly refused, and then somebody is there. */
async function reach(address: string, standIns: string): Promise<Reach> {
  if (address.startsWith(standIns)) return { outcome: 'stand-in' };
  const refused = refusalOf(new URL(address), 'loopback-too');
  if (refused !== undefined) return { outcome: 'failed', because: refused };
  const startedAt = Date.now();
  try {
    const { status, headers } = await fetch(address, {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    const ahead = aheadSeconds(headers.get('date'), (startedAt + Date.now()) / 2);
    const isBesideUs = refusalOf(new URL(address), 'public-only') !== undefined;
    return {
      outcome: 'answered',
      status,
      ...(ahead === undefined || isBesideUs ? {} : { aheadSeconds: ahead }),
    };
  } catch (error) {
    return { outcome: 'failed', because: codeOf(error) };
  }
}

/** A date of HTTP has whole seconds, so on average it is half a second old. */
function aheadSeconds(date: string | null, ourMs: number): number | undefined {
  const theirs = Date.parse(date ?? '');
  return Number.isNaN(theirs) ? undefined : (ourMs - theirs - 500) / 1000;
}

/** `ENOTFOUND`, `ECONNREFUSED`, `CERT_HAS_EXPIRED`; never a message, which may hold the address with its secret. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'failed';
  if (error.name === 'TimeoutError') return `${LIMIT_MS / 1000} s`;
  if (error.cause instanceof Error && 'code' in error.cause) return String(error.cause.code);
  return error.name;
}
