import type { Source } from '#shared/domain/source.ts';
import { findUsualField, isFieldName } from './usual-names.ts';

/** Says what a source means by a field's name: our name for it, or the name as it came, folded. */
export type NameReader = (name: string) => string;

/**
 * Reads field names of a source: its aliases first, then ours, also inside brackets
 * (`lead[phone]` is a phone, `company[name]` a company, `product[]` a product), then what sites usually write.
 */
export function nameReader({ aliases }: Source): NameReader {
  const known = new Map(Object.entries(aliases).map(([alias, meaning]) => [foldName(alias), meaning]));
  return (name) => {
    const folded = foldName(name);
    const parts = folded.split(/[[\]]+/).filter((part) => part !== '' && !/^\d+$/.test(part));
    const last = parts.at(-1) ?? '';
    const own = known.get(folded) ?? known.get(last) ?? ownName(parts) ?? findUsualField(last);
    return own ?? (parts.length === 1 ? last : folded);
  };
}

/** Names are told apart the way people read them: case, `ё` and spacing do not count. */
function foldName(name: string): string {
  return name.normalize('NFC').trim().toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ');
}

function ownName(parts: readonly string[]): string | undefined {
  const last = parts.at(-1);
  const outer = parts.at(-2);
  if (last === undefined) return undefined;
  if (last === 'name' && outer !== undefined && isFieldName(outer)) return outer;
  return isFieldName(last) ? last : undefined;
}
