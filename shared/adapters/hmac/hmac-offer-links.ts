import { createHmac, timingSafeEqual } from 'node:crypto';
import type { OfferLinks } from '#shared/ports/offer-links.ts';
import type { Secrets } from '#shared/ports/secrets.ts';

/** 128 bits cannot be guessed, and keep the link short enough for a messenger. */
const MAC_BYTES = 16;

/** Links `leadId.attempt.mac`: nothing is stored, and one nobody made is told without reading the table. */
export class HmacOfferLinks implements OfferLinks {
  readonly #secrets: Secrets;

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  async tokenFor(leadId: string, offerAttempt: number): Promise<string> {
    const mac = await this.#mac(`${leadId}.${offerAttempt}`);
    return `${leadId}.${offerAttempt}.${mac.toString('base64url')}`;
  }

  async parse(token: string): Promise<{ leadId: string; offerAttempt: number } | undefined> {
    const parts = /^([0-9a-z]{8,64})\.([1-9]\d{0,3})\.[\w-]+$/.exec(token);
    if (parts === null) return undefined;
    const [, leadId = '', attempt = ''] = parts;
    const offerAttempt = Number(attempt);
    // The texts are compared, because several texts of base64url stand for the same bytes.
    const [given, expected] = [Buffer.from(token), Buffer.from(await this.tokenFor(leadId, offerAttempt))];
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
    return { leadId, offerAttempt };
  }

  async #mac(subject: string): Promise<Buffer> {
    const secret = await this.#secrets.find('offer-links');
    if (secret === undefined) throw new Error('the secret offer-links is missing');
    return createHmac('sha256', secret).update(subject).digest().subarray(0, MAC_BYTES);
  }
}
