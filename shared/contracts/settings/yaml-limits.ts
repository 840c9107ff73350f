import { Lexer, isMap, isScalar, visit, type Document } from 'yaml';
import type { Sentence } from '#shared/domain/language.ts';

/** A trouble with a place in the text. */
export interface YamlTrouble {
  readonly offset: number;
  readonly code: string;
  readonly message: Sentence;
}

/** Uses of anchors. Each is looked up by walking the document, and `yaml` bounds what they expand to. */
const MAX_ALIASES = 100;

/** A lexeme after this mark is a text, whatever it looks like; marks themselves take no room. */
const SCALAR_MARK = '\u001f';
const MARKS = ['\u0002', '\u0018', SCALAR_MARK];

/**
 * Finds an explicit key (`? key`), which no settings document needs: the parser's time grows with
 * the cube of their nesting (500 of them in a kilobyte take half a minute).
 */
export function findExplicitKey(text: string): YamlTrouble | undefined {
  let offset = 0;
  let isText = false;
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === '?' && !isText) return { offset, code: 'yaml', message: EXPLICIT_KEY };
    isText = lexeme === SCALAR_MARK;
    if (!MARKS.includes(lexeme)) offset += lexeme.length;
  }
  return undefined;
}

/** Fields written twice and aliases without an anchor. The parser's own search for the first is quadratic. */
export function findNodeTroubles(document: Document): readonly YamlTrouble[] {
  const troubles: YamlTrouble[] = [];
  let aliases = 0;
  visit(document, {
    Map: (_, map) => {
      troubles.push(...findRepeatedKeys(map));
    },
    Alias: (_, alias) => {
      aliases += 1;
      const offset = alias.range?.[0] ?? 0;
      if (aliases > MAX_ALIASES) {
        troubles.push({ offset, ...TOO_MANY_ALIASES });
        return visit.BREAK;
      }
      if (alias.resolve(document) === undefined) troubles.push({ offset, code: 'yaml', message: NO_ANCHOR });
      return undefined;
    },
  });
  return troubles;
}

function findRepeatedKeys(map: unknown): readonly YamlTrouble[] {
  if (!isMap(map)) return [];
  const seen = new Set<string>();
  return map.items.flatMap(({ key }) => {
    if (!isScalar(key)) return [{ offset: map.range?.[0] ?? 0, code: 'yaml', message: COMPLEX_KEY }];
    const name = String(key.value);
    if (seen.has(name)) return [{ offset: key.range?.[0] ?? 0, code: 'yaml', message: REPEATED_KEY }];
    seen.add(name);
    return [];
  });
}

export const TOO_MANY_ALIASES = {
  code: 'too-many-aliases',
  message: { ru: 'Слишком много ссылок YAML («*имя»).', en: 'There are too many YAML aliases (“*name”).' },
};

const EXPLICIT_KEY = { ru: 'Ключи через «?» не разрешены.', en: 'Keys with a “?” are not allowed.' };
const COMPLEX_KEY = {
  ru: 'Имя поля должно быть простым текстом.',
  en: 'The name of a field must be a plain text.',
};
const REPEATED_KEY = { ru: 'Поле записано дважды.', en: 'The field is written twice.' };
const NO_ANCHOR = {
  ru: 'У ссылки «*имя» нет якоря «&имя» выше.',
  en: 'The alias “*name” has no anchor “&name” before it.',
};
