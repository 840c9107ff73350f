import { createHmac } from 'node:crypto';
import type { Secrets } from '#shared/ports/secrets.ts';

/** 128 bits: two clients never meet by chance. */
const MAC_BYTES = 16;

/**
 * Names clients by keyed hashes, so that no phone or address stands in a key.
 *
 * A plain hash would not do: there are few enough phone numbers to try them all. Whoever changes the secret
 * makes every client a stranger.
 */
export class HmacClientKeys {
  readonly #secrets: Secrets;

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  async hash(kind: string, value: string): Promise<string> {
    const secret = await this.#secrets.find('identity-key');
    if (secret === undefined) throw new Error('the secret identity-key is missing');
    const mac = createHmac('sha256', secret).update(`${kind}:${value}`).digest();
    return mac.subarray(0, MAC_BYTES).toString('base64url');
  }
}
