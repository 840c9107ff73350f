import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item } from './keys.ts';

/** A value as compressed JSON. An item takes 400 KB, and JSON of ours shrinks to a tenth. */
export function packed(value: unknown): AttributeValue {
  return { B: deflateRawSync(JSON.stringify(value)) };
}

/** What `packed` has written; undefined where nothing was. */
export function unpacked<T>(item: Item | undefined, name: string): T | undefined {
  const bytes = item?.[name]?.B;
  return bytes === undefined ? undefined : (JSON.parse(inflateRawSync(bytes).toString()) as T);
}
