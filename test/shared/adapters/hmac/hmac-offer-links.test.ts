import { describe, expect, it } from 'vitest';
import { HmacOfferLinks } from '#shared/adapters/hmac/hmac-offer-links.ts';
import { secretsOf } from '#test/support/a-handoff.ts';

const LEAD_ID = '0123456789abcdef01234567';
const links = new HmacOfferLinks(secretsOf({ 'offer-links': 'a secret of ours' }));

describe('the link to an offer', () => {
  it('leads back to the one offer of the one lead it was made for', async () => {
    expect(await links.parse(await links.tokenFor(LEAD_ID, 3))).toEqual({ leadId: LEAD_ID, offerAttempt: 3 });
  });

  it('is the same every time, so that a rep told twice has one link', async () => {
    expect(await links.tokenFor(LEAD_ID, 1)).toBe(await links.tokenFor(LEAD_ID, 1));
  });

  it('is good for an address, and short enough for a messenger', async () => {
    const token = await links.tokenFor(LEAD_ID, 12);

    expect(token).toMatch(/^[\w.-]+$/);
    expect(token.length).toBeLessThanOrEqual(64);
  });

  it('is none any more when a single character of it is another', async () => {
    const token = await links.tokenFor(LEAD_ID, 1);
    for (let place = 0; place < token.length; place += 1) {
      for (const character of ['0', '1', 'a', 'A', '-', '_', '.', '=', '!', ' ']) {
        if (token[place] === character) continue;
        const forged = token.slice(0, place) + character + token.slice(place + 1);

        expect([forged, await links.parse(forged)]).toEqual([forged, undefined]);
      }
    }
  });

  it.each([
    '',
    '.',
    '..',
    'x',
    `${LEAD_ID}.1`,
    `${LEAD_ID}.1.`,
    `${LEAD_ID}.0.aaaa`,
    '../../etc/passwd',
    '\u0000',
  ])('is not %j', async (token) => {
    expect(await links.parse(token)).toBeUndefined();
  });

  it('takes nothing behind it', async () => {
    const token = await links.tokenFor(LEAD_ID, 1);

    for (const tail of ['.', '.junk', '=', 'A', ' ', '%00'])
      expect(await links.parse(token + tail)).toBeUndefined();
  });

  it('of another secret is none', async () => {
    const theirs = new HmacOfferLinks(secretsOf({ 'offer-links': 'a secret of theirs' }));

    expect(await links.parse(await theirs.tokenFor(LEAD_ID, 1))).toBeUndefined();
  });

  it('cannot be made without a secret', async () => {
    const bare = new HmacOfferLinks(secretsOf({}));

    await expect(bare.tokenFor(LEAD_ID, 1)).rejects.toThrow('the secret offer-links is missing');
  });
});
