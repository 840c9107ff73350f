import { createHmac } from 'node:crypto';
import type { RepLinks } from '#shared/ports/rep-links.ts';
import type { Secrets } from '#shared/ports/secrets.ts';
import { sameText } from '#shared/runtime/constant-time.ts';

/** Nobody types it, and whoever has it acts as the rep: longer than the link of a single offer. */
const MAC_BYTES = 24;

/** Links `rep.mac`: nothing is stored, and one nobody made is told without reading the table. */
export class HmacRepLinks implements RepLinks {
  readonly #secrets: Secrets;

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  async tokenFor(rep: string): Promise<string> {
    const secret = await this.#secrets.find('offer-links');
    if (secret === undefined) throw new Error('the secret offer-links is missing');
    // What is signed for an offer begins with a lead's id, which has no colon: neither link can stand for the other.
    const mac = createHmac('sha256', secret).update(`rep:${rep}`).digest().subarray(0, MAC_BYTES);
    return `${rep}.${mac.toString('base64url')}`;
  }

  async parse(token: string): Promise<string | undefined> {
    const [, rep] = /^([a-z0-9][a-z0-9-]{0,39})\.[\w-]+$/.exec(token) ?? [];
    if (rep === undefined) return undefined;
    return sameText(token, await this.tokenFor(rep)) ? rep : undefined;
  }
}
