import { isIPv6 } from 'node:net';

/**
 * Whom an address belongs to, as far as limits go: an IPv4 address to itself, an IPv6 address to the `/64` around it.
 *
 * A home or an office is given at least that much (RIPE-690), so whoever counted single addresses there would
 * count nobody. IPv4 written as IPv6 (`::ffff:203.0.113.7`) is the IPv4 address.
 */
export function senderOf(address: string): string {
  const [unscoped = ''] = address.split('%');
  if (!isIPv6(unscoped)) return address;
  const words = wordsOf(unscoped);
  const isMapped = words.slice(0, 5).every((word) => word === 0) && words[5] === 0xffff;
  if (isMapped) return words.slice(6).flatMap(bytesOf).join('.');
  return words
    .slice(0, 4)
    .map((word) => word.toString(16))
    .join(':');
}

/** The eight words of an IPv6 address. The URL parser writes whatever notation in one form, without dots. */
function wordsOf(address: string): readonly number[] {
  const canonical = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [head = [], tail] = canonical
    .split('::')
    .map((half) => half.split(':').filter((word) => word !== ''));
  const given = head.length + (tail?.length ?? 0);
  const zeros = Array.from({ length: 8 - given }, () => '0');
  return [...head, ...zeros, ...(tail ?? [])].map((word) => Number.parseInt(word, 16));
}

function bytesOf(word: number): readonly number[] {
  return [word >> 8, word & 0xff];
}
