import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/**
 * How far an outbound request may reach. `loopback-too` is for a machine that has its
 * destinations, or their stand-ins, beside it; private networks stay closed either way.
 */
export type Addresses = 'public-only' | 'loopback-too';

/** Where a web service of another company listens; anything else is somebody probing our network. */
const PUBLIC_PORTS: readonly string[] = ['', '443', '8443'];

/** Networks that no public service lives in, after the special-purpose registries of IANA (RFC 6890). */
const INTERNAL_NETWORKS: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
];

const internal = blockList(INTERNAL_NETWORKS);
const loopback = blockList([
  ['127.0.0.0', 8],
  ['::1', 128],
]);

/**
 * Why a URL may not be called at all, as a stable code. A name is judged here by its scheme and port
 * only; what it points to is judged by `guardedLookup` when the connection is made.
 */
export function refusalOf(url: URL, addresses: Addresses): string | undefined {
  if (url.username !== '' || url.password !== '') return 'credentials-in-url';
  const host = hostOf(url);
  const besideUs = addresses === 'loopback-too' && isLoopbackName(host);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && besideUs)) return 'not-https';
  if (isIP(host) !== 0 && !mayReach(host, url, addresses)) return 'address-not-allowed';
  if (!besideUs && !PUBLIC_PORTS.includes(url.port)) return 'port-not-allowed';
  return undefined;
}

/**
 * A resolver that leaves out addresses the URL may not reach. Being asked by the connection itself, it
 * leaves no moment in which a name could point elsewhere than where it was checked (DNS rebinding).
 */
export function guardedLookup(
  url: URL,
  addresses: Addresses,
  lookup: LookupFunction = systemLookup,
): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found, family) => {
      if (error !== null) return callback(error, []);
      const allowed = toAddresses(found, family).filter(({ address }) => mayReach(address, url, addresses));
      const [first] = allowed;
      if (first === undefined) return callback(new AddressNotAllowed(), []);
      if (options.all === true) return callback(null, allowed);
      return callback(null, first.address, first.family);
    });
  };
}

class AddressNotAllowed extends Error {
  readonly code = 'ADDRESS_NOT_ALLOWED';
}

/** Plain HTTP is for loopback alone, so a name on it must resolve to loopback as well. */
function mayReach(address: string, url: URL, addresses: Addresses): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (loopback.check(address, family)) return addresses === 'loopback-too';
  return url.protocol === 'https:' && !internal.check(address, family);
}

function isLoopbackName(host: string): boolean {
  if (host === 'localhost' || host.endsWith('.localhost')) return true;
  return isIP(host) !== 0 && loopback.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4');
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

function toAddresses(found: string | LookupAddress[], family: number | undefined): readonly LookupAddress[] {
  return typeof found === 'string' ? [{ address: found, family: family ?? isIP(found) }] : found;
}

function blockList(networks: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of networks)
    list.addSubnet(network, prefix, network.includes(':') ? 'ipv6' : 'ipv4');
  return list;
}
