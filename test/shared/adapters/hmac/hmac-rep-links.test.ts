import { describe, expect, it } from 'vitest';
import { HmacOfferLinks } from '#shared/adapters/hmac/hmac-offer-links.ts';
import { HmacRepLinks } from '#shared/adapters/hmac/hmac-rep-links.ts';
import { secretsOf } from '#test/support/a-handoff.ts';

const links = new HmacRepLinks(secretsOf({ 'offer-links': 'a secret of ours' }));

describe("the link to a rep's own page", () => {
  it('leads back to the rep it was made for, and is the same every time', async () => {
    const token = await links.tokenFor('anna-b');

    expect(await links.parse(token)).toBe('anna-b');
    expect(await links.tokenFor('anna-b')).toBe(token);
    expect(token).toMatch(/^anna-b\.[\w-]{32}$/);
  });

  it('is none any more when a single character of it is another', async () => {
    const token = await links.tokenFor('anna');
    for (let place = 0; place < token.length; place += 1)
      for (const character of ['0', 'a', 'Z', '-', '.', '!']) {
        if (token[place] === character) continue;
        const forged = token.slice(0, place) + character + token.slice(place + 1);
        expect([forged, await links.parse(forged)]).toEqual([forged, undefined]);
      }
  });

  it.each(['', '.', 'anna', 'anna.', '.mac', 'Anna.mac', `${'a'.repeat(41)}.mac`, 'anna.mac.mac'])(
    'is not made of %j',
    async (token) => {
      expect(await links.parse(token)).toBeUndefined();
    },
  );

  it('ends with the secret, and is no link of an offer', async () => {
    const others = new HmacRepLinks(secretsOf({ 'offer-links': 'another secret' }));
    const offers = new HmacOfferLinks(secretsOf({ 'offer-links': 'a secret of ours' }));

    expect(await others.parse(await links.tokenFor('anna'))).toBeUndefined();
    expect(await offers.parse(await links.tokenFor('anna'))).toBeUndefined();
    await expect(new HmacRepLinks(secretsOf({})).tokenFor('anna')).rejects.toThrow('offer-links');
  });
});
