import type { Sentence } from './language.ts';
import { pairEntries } from './paired-entries.ts';
import type { SettingsChange } from './settings-change.ts';

/** A document as plain values: whatever has a grammar of its own has become a text before. */
export type Plain = string | number | boolean | readonly Plain[] | PlainFields | undefined;
export interface PlainFields {
  readonly [name: string]: Plain;
}

/** What an entry of a list is called, and whether the order of the list matters. */
export interface EntryWords {
  readonly one: Sentence;
  readonly inOrder?: true;
}

interface Place {
  readonly path: string;
  /** How people call it: `Сотрудник olga, capacity`. */
  readonly name: Sentence;
}

/** Fields by which entries of a list are known. */
const KEYS = ['id', 'code', 'rep'];

/** Compares two plain documents, entries of their lists by id. */
export function compareFields(
  before: PlainFields,
  after: PlainFields,
  words: Readonly<Record<string, EntryWords>>,
): readonly SettingsChange[] {
  return compare({ path: '', name: { ru: '', en: '' } }, before, after, words);
}

function compare(
  place: Place,
  before: Plain,
  after: Plain,
  words: Readonly<Record<string, EntryWords>>,
): readonly SettingsChange[] {
  if (isFields(before) && isFields(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => {
      const [was, is] = [before[name], after[name]];
      const list = words[name];
      if (list !== undefined && isEntries(was) && isEntries(is))
        return compareEntries(join(place, name), list, [was, is], words);
      return compare(join(place, name), was, is, words);
    });
  }
  return toLeafChange(place, before, after);
}

function compareEntries(
  { path, name }: Place,
  { one, inOrder }: EntryWords,
  [before, after]: readonly [readonly PlainFields[], readonly PlainFields[]],
  words: Readonly<Record<string, EntryWords>>,
): readonly SettingsChange[] {
  const { added, removed, kept, moved } = pairEntries(before, after, keyOf);
  const outer = parentOf(name);
  const placeOf = (key: string): Place => ({
    path: `${path}.${key}`,
    name: { ru: `${outer.ru}${one.ru} ${key}`, en: `${outer.en}${one.en} ${key}` },
  });
  return [
    ...removed.map((entry) =>
      tell('removed', placeOf(keyOf(entry)), { ru: 'больше нет в документе', en: 'is gone' }),
    ),
    ...added.map((entry) => tell('added', placeOf(keyOf(entry)), { ru: 'теперь есть', en: 'is there now' })),
    ...kept.flatMap((pair) => compare(placeOf(keyOf(pair.after)), pair.before, pair.after, words)),
    ...(inOrder ? moved : []).map(({ key, now, neighbour }) =>
      tell('moved', placeOf(key), {
        ru: `теперь ${now === 'before' ? 'раньше' : 'позже'}, чем ${neighbour}`,
        en: `is now ${now} ${neighbour}`,
      }),
    ),
  ];
}

function tell(kind: SettingsChange['kind'], { path, name }: Place, what: Sentence): SettingsChange {
  return {
    kind,
    path,
    sentence: { ru: capital(`${name.ru} ${what.ru}`), en: capital(`${name.en} ${what.en}`) },
  };
}

function toLeafChange({ path, name }: Place, before: Plain, after: Plain): readonly SettingsChange[] {
  const [was, is] = [toText(before), toText(after)];
  if (was === is) return [];
  const values = {
    ...(was === undefined ? {} : { before: was }),
    ...(is === undefined ? {} : { after: is }),
  };
  const told = (ru: string, en: string) => ({
    path,
    ...values,
    sentence: { ru: capital(`${name.ru}: ${ru}`), en: capital(`${name.en}: ${en}`) },
  });
  if (was === undefined) return [{ kind: 'added', ...told(`теперь ${is}`, `is ${is} now`) }];
  if (is === undefined)
    return [{ kind: 'removed', ...told(`больше не задано (было ${was})`, `not set any more (was ${was})`) }];
  return [{ kind: 'changed', ...told(`было ${was}, стало ${is}`, `was ${was}, is ${is}`) }];
}

function join({ path, name }: Place, field: string): Place {
  const said = (text: string) => (text === '' ? field : `${text}, ${field}`);
  return {
    path: path === '' ? field : `${path}.${field}`,
    name: { ru: said(name.ru), en: said(name.en) },
  };
}

/** `пул everybody, members` is left out of `пул everybody, участник olga`. */
function parentOf(name: Sentence): Sentence {
  const without = (text: string) => {
    const cut = text.lastIndexOf(', ');
    return cut < 0 ? '' : `${text.slice(0, cut)}, `;
  };
  return { ru: without(name.ru), en: without(name.en) };
}

function toText(value: Plain): string | undefined {
  if (value === undefined) return undefined;
  if (isList(value)) return value.length === 0 ? '—' : value.map((entry) => toText(entry) ?? '—').join(', ');
  if (!isFields(value)) return value === '' ? '—' : String(value);
  const fields = Object.entries(value).map(([name, field]) => `${name}: ${toText(field) ?? '—'}`);
  return fields.length === 0 ? '—' : fields.join('; ');
}

function keyOf(entry: PlainFields): string {
  const key = KEYS.map((name) => entry[name]).find((value) => typeof value === 'string');
  return typeof key === 'string' ? key : '';
}

function isList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value);
}

function isFields(value: Plain): value is PlainFields {
  return typeof value === 'object' && !Array.isArray(value);
}

function isEntries(value: Plain): value is readonly PlainFields[] {
  return isList(value) && value.every(isFields);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
