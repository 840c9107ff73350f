import { LineCounter, isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, Node, Scalar } from 'yaml';
import type { Sentence } from '#shared/domain/language.ts';
import { TOO_MANY_ALIASES, findExplicitKey, findNodeTroubles, type YamlTrouble } from './yaml-limits.ts';
import { toPathText, type DocumentFault, type SettingsFault } from './fault.ts';

/** Far above any real team or policy; DynamoDB keeps 400 KB in an item. */
export const MAX_DOCUMENT_BYTES = 256 * 1024;

/** After fifty faults nobody reads on. */
const MAX_FAULTS = 50;

export interface YamlSource {
  /** Plain values: maps, lists, texts, numbers, booleans, null. */
  readonly value: unknown;
  /** Gives a fault the line it is on. */
  locate(fault: DocumentFault): SettingsFault;
}

export type YamlReading =
  | { readonly outcome: 'ok'; readonly source: YamlSource }
  | { readonly outcome: 'faulty'; readonly faults: readonly SettingsFault[] };

/** Reads YAML 1.2 so that every later fault can still be given its line. Never throws. */
export function readYaml(text: string): YamlReading {
  if (new TextEncoder().encode(text).length > MAX_DOCUMENT_BYTES) return faulty(TOO_LARGE);
  try {
    return read(text);
  } catch (error) {
    if (error instanceof RangeError) return faulty(TOO_DEEP);
    if (error instanceof ReferenceError) return faulty(TOO_MANY_ALIASES);
    throw error;
  }
}

function read(text: string): YamlReading {
  const lines = new LineCounter();
  const explicitKey = findExplicitKey(text);
  if (explicitKey !== undefined) return troubled([explicitKey], countLines(text));
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'error',
    uniqueKeys: false,
  });
  const unreadable = [...document.errors, ...document.warnings];
  if (unreadable.length > 0) return troubled(unreadable.slice(0, MAX_FAULTS).map(toTrouble), lines);
  const troubles = findNodeTroubles(document);
  if (troubles.length > 0) return troubled(troubles.slice(0, MAX_FAULTS), lines);

  const value: unknown = document.toJS();
  return { outcome: 'ok', source: { value, locate: (fault) => locate(fault, { document, lines, text }) } };
}

/** The parser counts lines as it goes; this is for a text it must not see. */
function countLines(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1);
  return lines;
}

interface Origin {
  readonly document: Document;
  readonly lines: LineCounter;
  readonly text: string;
}

function locate({ path, code, message, onKey, offset }: DocumentFault, origin: Origin): SettingsFault {
  const { key, value } = find(path, origin.document);
  const hasNoPlace = isMap(value) || isSeq(value) || (isScalar(value) && value.value === null);
  const node = key !== undefined && (onKey === true || value === undefined || hasNoPlace) ? key : value;
  const start = node?.range?.[0] ?? 0;
  const at = offset !== undefined && isScalar(node) ? start + skipTo(node, offset, origin.text) : start;
  const { line, col } = origin.lines.linePos(at);
  return { line: Math.max(line, 1), column: Math.max(col, 1), path: toPathText(path), code, message };
}

interface Found {
  readonly key?: Node | undefined;
  readonly value?: Node | undefined;
}

/** The node a path leads to, or the last one on the way: a missing field is reported where it should be. */
function find(path: DocumentFault['path'], document: Document): Found {
  let found: Found = { value: document.contents ?? undefined };
  for (const step of path) {
    const next = enter(found.value, step, document);
    if (next === undefined) return found;
    found = next;
  }
  return found;
}

function enter(node: Node | undefined, step: string | number, document: Document): Found | undefined {
  const place = isAlias(node) ? node.resolve(document) : node;
  if (isSeq<Node>(place) && typeof step === 'number') {
    const value = place.items[step];
    return value === undefined ? undefined : { value };
  }
  if (!isMap<Node, Node | null>(place)) return undefined;
  const pair = place.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
  return pair === undefined ? undefined : { key: pair.key, value: pair.value ?? undefined };
}

/**
 * How far into a scalar's source its character number `offset` is.
 *
 * YAML folds lines and cuts indentation, but it neither adds nor drops anything visible,
 * so the visible characters are counted.
 */
function skipTo(node: Scalar, offset: number, text: string): number {
  const start = node.range?.[0] ?? 0;
  const end = node.range?.[1] ?? start;
  const written = text.slice(start, end);
  let visible = String(node.value).slice(0, offset).replace(/\s/g, '').length;
  let position = headLength(node, written);
  while (position < written.length && (visible > 0 || /\s/.test(written[position] ?? ''))) {
    if (!/\s/.test(written[position] ?? '')) visible -= 1;
    position += 1;
  }
  return position < written.length ? position : 0;
}

/** A quote, or the line with `|` or `>`, comes before a scalar's own text. */
function headLength(node: Scalar, written: string): number {
  if (node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE') return 1;
  if (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') return written.indexOf('\n') + 1;
  return 0;
}

function troubled(troubles: readonly YamlTrouble[], lines: LineCounter): YamlReading {
  const faults = troubles.map(({ offset, code, message }) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1), path: '', code, message };
  });
  return { outcome: 'faulty', faults };
}

function toTrouble(problem: { code: string; pos: [number, number]; message: string }): YamlTrouble {
  const words = problem.message.slice(0, 200);
  return {
    offset: problem.pos[0],
    code: problem.code === 'RESOURCE_EXHAUSTION' ? TOO_DEEP.code : 'yaml',
    message: KNOWN_PROBLEMS[problem.code] ?? {
      ru: `Это не читается как YAML: ${words}`,
      en: `This cannot be read as YAML: ${words}`,
    },
  };
}

function faulty(fault: Omit<SettingsFault, 'line' | 'path'>): YamlReading {
  return { outcome: 'faulty', faults: [{ line: 1, path: '', ...fault }] };
}

const TOO_LARGE = {
  code: 'too-large',
  message: { ru: 'Документ больше 256 КБ.', en: 'The document is larger than 256 KB.' },
};
const TOO_DEEP = {
  code: 'too-deep',
  message: { ru: 'Слишком глубокая вложенность.', en: 'The document is nested too deeply.' },
};

const KNOWN_PROBLEMS: Readonly<Record<string, Sentence>> = {
  BAD_INDENT: { ru: 'Сбит отступ строки.', en: 'The indentation of the line is off.' },
  TAB_AS_INDENT: { ru: 'Отступ сделан табуляцией, нужны пробелы.', en: 'Tabs cannot indent, use spaces.' },
  MISSING_CHAR: {
    ru: 'Не хватает кавычки, скобки, запятой или двоеточия.',
    en: 'A quote, bracket, comma or colon is missing.',
  },
  MULTIPLE_DOCS: {
    ru: 'В файле больше одного документа.',
    en: 'There is more than one document in the file.',
  },
  TAG_RESOLVE_FAILED: { ru: 'Метки YAML («!…») не разрешены.', en: 'YAML tags (“!…”) are not allowed.' },
  RESOURCE_EXHAUSTION: TOO_DEEP.message,
};
