import { Lexer, isAlias, isCollection, isMap, isScalar, visit, type Document } from 'yaml';
import type { Sentence } from '#shared/domain/language.ts';

/** A trouble with a place in the text. */
export interface YamlTrouble {
  readonly offset: number;
  readonly code: string;
  readonly message: Sentence;
}

/** Uses of anchors; what they expand to is bounded by `yaml` itself. */
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

/**
 * Fields written twice, aliases without an anchor and too many of them, in one walk:
 * the parser's own searches for these are quadratic.
 */
export function findNodeTroubles(document: Document): readonly YamlTrouble[] {
  const troubles: YamlTrouble[] = [];
  const anchors = new Set<string>();
  let aliases = 0;
  visit(document, {
    Node: (_, node, path) => {
      const offset = node.range?.[0] ?? 0;
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchors.add(node.anchor);
        troubles.push(...findRepeatedKeys(node));
        return undefined;
      }
      aliases += 1;
      if (!anchors.has(node.source)) troubles.push({ offset, code: 'yaml', message: NO_ANCHOR });
      // Its value would have no end, and neither would any walk through it.
      if (path.some((outer) => isCollection(outer) && outer.anchor === node.source))
        troubles.push({ offset, code: 'yaml', message: INSIDE_ITSELF });
      if (aliases <= MAX_ALIASES) return undefined;
      troubles.push({ offset, ...TOO_MANY_ALIASES });
      return visit.BREAK;
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
const INSIDE_ITSELF = {
  ru: 'Ссылка «*имя» стоит внутри того, на что указывает.',
  en: 'The alias “*name” stands inside of what it refers to.',
};
