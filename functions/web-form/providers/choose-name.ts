import type { Source } from '#shared/domain/source.ts';
import { isAttribution } from '#shared/intake/form/attribution.ts';
import { nameReader } from '#shared/intake/form/field-names.ts';
import { isFieldName } from '#shared/intake/form/usual-names.ts';

/**
 * The name to read a question by, of the several a form service has for it: the first one that means a field of
 * ours or a mark of the advertisement; else the last, which is the one people read.
 */
export function chooseName(names: readonly (string | undefined)[], source: Source): string {
  const given = names.flatMap((name) => (name === undefined || name.trim() === '' ? [] : [name]));
  return given.find((name) => isKnown(name, source)) ?? given.at(-1) ?? '';
}

/** Whether the source, or anybody, means a field of ours or a mark by this name. */
export function isKnown(name: string, source: Source): boolean {
  const meaning = nameReader(source)(name);
  return isFieldName(meaning) || isAttribution(meaning);
}
