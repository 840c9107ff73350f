import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { senderOf } from '#shared/intake/sender.ts';

describe('whom an address belongs to', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:cb00:7107', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2'],
    ['2001:db8:1:3::1', '2001:db8:1:3'],
    ['2001:db8::', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['::', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['', ''],
    ['not an address', 'not an address'],
  ])('%j is %j', (address, sender) => {
    expect(senderOf(address)).toBe(sender);
  });

  it('is the same for a whole /64, however the address is written', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const sender = senderOf(address);
        expect(sender).toMatch(/^(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){3}|\d+(?:\.\d+){3})$/);
        expect(senderOf(address.toUpperCase())).toBe(sender);
        if (sender.includes(':')) expect(senderOf(`${sender}::7`)).toBe(sender);
      }),
    );
  });
});
