import { describe, expect, it } from 'vitest';
import { isFromAllowedAddress } from '#shared/intake/proof/address-list.ts';
import { aSource } from '#test/support/a-source.ts';

/** An exchange's two networks, an address of a machine, and networks of IPv6. */
const SOURCE = aSource({
  addresses: ['92.118.66.0/23', '185.45.152.174', '2001:db8:7::/48', '2a02:6b8::5', '::ffff:10.20.0.0/112'],
});

describe('the networks a source may send from', () => {
  it.each([
    ['the first of a network', '92.118.66.0', true],
    ['the last of a network', '92.118.67.255', true],
    ['the one before a network', '92.118.65.255', false],
    ['the one after a network', '92.118.68.0', false],
    ['an address itself', '185.45.152.174', true],
    ['its neighbour', '185.45.152.175', false],
    ['the first of an IPv6 network', '2001:db8:7::', true],
    ['the last of an IPv6 network', '2001:db8:7:ffff:ffff:ffff:ffff:ffff', true],
    ['the one after an IPv6 network', '2001:db8:8::', false],
    ['an IPv6 address written out', '2A02:06B8:0000:0000:0000:0000:0000:0005', true],
    ['IPv4 written as IPv6', '::ffff:92.118.67.1', true],
    ['the same in hexadecimal', '::ffff:5c76:4301', true],
    ['a stranger written as IPv6', '::ffff:92.118.68.1', false],
    ['an address that only ends like one', '::92.118.67.1', false],
    ['a network that was written as IPv6', '10.20.255.255', true],
    ['its neighbour', '10.21.0.0', false],
    ['two addresses', '92.118.66.1, 185.45.152.174', false],
    ['an address with a port', '92.118.66.1:443', false],
    ['an octal notation', '0134.118.66.1', false],
    ['a name', 'localhost', false],
    ['nothing', '', false],
  ])('%s: %s', (_name, address, expected) => {
    expect(isFromAllowedAddress(SOURCE, address)).toBe(expected);
  });

  it('are all, where a source names none', () => {
    expect(isFromAllowedAddress(aSource(), '203.0.113.7')).toBe(true);
    expect(isFromAllowedAddress(aSource(), 'nonsense')).toBe(true);
  });

  it('may be all of IPv4 and no more', () => {
    const source = aSource({ addresses: ['0.0.0.0/0'] });

    expect(isFromAllowedAddress(source, '255.255.255.255')).toBe(true);
    expect(isFromAllowedAddress(source, '::ffff:10.0.0.1')).toBe(true);
    expect(isFromAllowedAddress(source, '2001:db8::1')).toBe(false);
  });

  it('are each source’s own', () => {
    const other = aSource({ addresses: ['203.0.113.0/24'] });

    expect([SOURCE, other, SOURCE].map((source) => isFromAllowedAddress(source, '203.0.113.7'))).toEqual([
      false,
      true,
      false,
    ]);
  });
});
