import { BlockList, isIP } from 'node:net';
import type { Source } from '#shared/domain/source.ts';

const lists = new WeakMap<readonly string[], BlockList>();

/** Whether the sender's address is one of the source's networks; a source that names none takes any. */
export function isFromAllowedAddress({ addresses }: Source, address: string): boolean {
  if (addresses.length === 0) return true;
  const family = isIP(address);
  if (family === 0) return false;
  return listOf(addresses).check(address, family === 6 ? 'ipv6' : 'ipv4');
}

function listOf(networks: readonly string[]): BlockList {
  const known = lists.get(networks);
  if (known !== undefined) return known;
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  lists.set(networks, list);
  return list;
}
