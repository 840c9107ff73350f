import type { Comparison, Condition, Operand } from './condition.ts';
import { FLAGS, LISTS, formatNumber, nameAndUnit, quantity, quotedValue } from './fact-words.ts';
import type { Language, Sentence } from './language.ts';

/** Words of a list that are read out; a policy may have 500 of them. */
const MAX_WORDS = 8;

/**
 * A condition as a sentence without its full stop: `бюджет меньше 300 000 ₽`.
 *
 * `not` is spoken where it stands least in the way, at the single comparison, which in three-valued logic says the same.
 */
export function conditionWords(condition: Condition, language: Language): string {
  return speak(condition, true, language);
}

function speak(condition: Condition, holds: boolean, language: Language): string {
  switch (condition.op) {
    case 'and':
    case 'or':
      return speakChain(condition, holds, language);
    case 'not':
      return speak(condition.of, !holds, language);
    case 'compare':
      return speakComparison(condition, holds, language);
    case 'in':
      return speakMembership(condition.value, condition.list, holds, language);
    case 'known':
      return speakKnown(condition.path, holds, language);
    case 'is':
      return speakFlag(condition.fact, holds, language);
    case 'text':
      return `${nameOf(condition.text, language)} ${verb(condition.by, holds, language)} ${valueOf(condition.part, NOTHING, language)}`;
    case 'mentions':
      return `${nameOf(condition.text, language)} ${verb('mentions', holds, language)}: ${wordsOf(condition.words, NOTHING, language)}`;
    case 'matches':
      return `${nameOf(condition.text, language)} ${verb('matches', holds, language)} ${quote(condition.pattern.source, language)}`;
  }
}

/** `not (a and b)` is `not a or not b`. A chain inside a chain stands in brackets. */
function speakChain(
  { op, of }: Extract<Condition, { op: 'and' | 'or' }>,
  holds: boolean,
  language: Language,
): string {
  const spokenOp = holds ? op : op === 'and' ? 'or' : 'and';
  const parts = of.map((part) => {
    const words = speak(part, holds, language);
    return isChain(part) ? `(${words})` : words;
  });
  // A list would swallow what follows it.
  const comma = parts.some((part) => part.includes(': ')) ? ';' : '';
  return parts.join(`${comma} ${CHAINS[spokenOp][language]} `);
}

function isChain(condition: Condition): boolean {
  return condition.op === 'not' ? isChain(condition.of) : condition.op === 'and' || condition.op === 'or';
}

function speakComparison(
  { by, left, right }: Extract<Condition, { op: 'compare' }>,
  holds: boolean,
  language: Language,
): string {
  const [one, other, relation] =
    left.op === 'literal' ? ([right, left, MIRRORED[by]] as const) : ([left, right, by] as const);
  const spoken = holds ? relation : OPPOSITE[relation];
  if (other.op === 'literal' && typeof other.value === 'boolean')
    return speakFlag(one, other.value === (spoken === '=='), language);
  if (one.op === 'size') return speakSize(one.of, spoken, other, language);
  const isNumber = other.op === 'literal' && typeof other.value === 'number';
  const words = isNumber || isOrdered(spoken) ? NUMBER_RELATIONS[spoken] : TEXT_RELATIONS[spoken];
  return `${nameOf(one, language)} ${words[language]} ${valueOf(other, one, language)}`;
}

function speakSize(of: Operand, by: Comparison, than: Operand, language: Language): string {
  const limit = than.op === 'literal' && typeof than.value === 'number' ? than.value : undefined;
  const list = of.op === 'fact' ? LIST_WORDS[of.path] : undefined;
  if (list === undefined) return speakLength(of, by, than, language);
  if (limit !== undefined && MEANS_SOME.has(`${by}${limit}`)) return list.some[language];
  if (limit !== undefined && MEANS_NONE.has(`${by}${limit}`)) return list.none[language];
  return `${nameOf(of, language)}: ${NUMBER_RELATIONS[by][language].replace(/^(?:— |is )/, '')} ${valueOf(than, of, language)}`;
}

/** `сообщение длиннее 29 знаков`. */
function speakLength(of: Operand, by: Comparison, than: Operand, language: Language): string {
  const limit = than.op === 'literal' && typeof than.value === 'number' ? than.value : undefined;
  const characters =
    limit === undefined
      ? valueOf(than, of, language)
      : `${formatNumber(limit, language)}\u00a0${charactersWord(limit, language)}`;
  return `${nameOf(of, language)} ${LENGTH_RELATIONS[by][language]} ${characters}`;
}

function speakMembership(value: Operand, list: Operand, holds: boolean, language: Language): string {
  if (list.op !== 'literal') {
    return `${nameOf(list, language)}: ${THERE_IS[holds ? 'yes' : 'no'][language]} ${valueOf(value, list, language)}`;
  }
  const name = nameOf(value, language);
  const among = holds ? oneOf(pathOf(value), name, language) : NONE_OF[language];
  return `${name} ${among}: ${wordsOf(list, value, language)}`;
}

function speakFlag(operand: Operand, holds: boolean, language: Language): string {
  if (operand.op === 'literal') return ALWAYS[(operand.value === true) === holds ? 'yes' : 'no'][language];
  const flag = operand.op === 'fact' ? FLAG_WORDS[operand.path] : undefined;
  if (flag !== undefined) return flag[holds ? 'yes' : 'no'][language];
  return `${nameOf(operand, language)}: ${YES_NO[holds ? 'yes' : 'no'][language]}`;
}

function speakKnown(path: string, holds: boolean, language: Language): string {
  const { name } = nameAndUnit(path, language);
  const isSentence = FLAG_WORDS[path] !== undefined;
  if (language === 'en') {
    const known = holds ? 'known' : 'unknown';
    return isSentence ? `it is ${known} whether ${name}` : `${name} is ${known}`;
  }
  const stem = holds ? 'извест' : 'неизвест';
  return isSentence ? `${stem}но, ${name} или нет` : `${name} ${stem}${KNOWN_ENDINGS[genderOf(path, name)]}`;
}

function nameOf(operand: Operand, language: Language): string {
  switch (operand.op) {
    case 'fact':
      return nameAndUnit(operand.path, language).name;
    case 'literal':
      return valueOf(operand, operand, language);
    case 'size':
      return `${SIZE[language]} ${quote(nameOf(operand.of, language), language)}`;
    case 'lower':
      return `${nameOf(operand.of, language)} ${LOWER[language]}`;
  }
}

/** A value as it is said of the fact it stands beside: money with its unit, a region by its name. */
function valueOf(operand: Operand, beside: Operand, language: Language): string {
  if (operand.op !== 'literal') return nameOf(operand, language);
  const path = pathOf(beside);
  const { value } = operand;
  if (typeof value === 'number') return numberBeside(value, beside, language);
  if (typeof value === 'string') return quotedValue(path, value, language);
  if (typeof value === 'boolean') return YES_NO[value ? 'yes' : 'no'][language];
  return wordsOf(operand, beside, language);
}

function numberBeside(value: number, beside: Operand, language: Language): string {
  const unit = beside.op === 'fact' ? nameAndUnit(beside.path, language).unit : '';
  return quantity(value, unit, language);
}

function wordsOf(operand: Operand, beside: Operand, language: Language): string {
  if (operand.op !== 'literal' || typeof operand.value !== 'object') return nameOf(operand, language);
  const entries: readonly (string | number)[] = operand.value;
  const shown = entries.slice(0, MAX_WORDS).map((entry) => wordIn(entry, beside, language));
  const more = entries.length - shown.length;
  return more > 0 ? `${shown.join(', ')} ${MORE[language].replace('{n}', String(more))}` : shown.join(', ');
}

/** Words of a list are told apart by their commas; only those with one inside need quotation marks. */
function wordIn(entry: string | number, beside: Operand, language: Language): string {
  if (typeof entry === 'number') return numberBeside(entry, beside, language);
  const word = quotedValue(pathOf(beside), entry, language);
  return entry.includes(',') ? word : word.replace(/^[«“](.*)[»”]$/su, '$1');
}

function pathOf(operand: Operand): string {
  switch (operand.op) {
    case 'fact':
      return operand.path;
    case 'literal':
      return '';
    case 'size':
    case 'lower':
      return pathOf(operand.of);
  }
}

function verb(by: keyof typeof VERBS, holds: boolean, language: Language): string {
  return VERBS[by][holds ? 'yes' : 'no'][language];
}

function quote(text: string, language: Language): string {
  return language === 'ru' ? `«${text}»` : `“${text}”`;
}

function oneOf(path: string, name: string, language: Language): string {
  return language === 'en' ? 'is one of' : ONE_OF[genderOf(path, name)];
}

type Gender = 'he' | 'she' | 'it' | 'they';

/** Russian words agree with the name's gender, which its first word nearly always shows. */
function genderOf(path: string, name: string): Gender {
  if (LIST_WORDS[path] !== undefined) return 'they';
  const [first = ''] = name.split(' ');
  if (/[ая]$/.test(first) || first === 'роль') return 'she';
  if (/[ое]$/.test(first) || QUESTIONS.has(first)) return 'it';
  return 'he';
}

/** `кто обращается`, `чей это ИНН`, `откуда пришли`. */
const QUESTIONS: ReadonlySet<string> = new Set(['кто', 'чей', 'откуда']);
const ONE_OF: Readonly<Record<Gender, string>> = {
  he: '— один из',
  she: '— одна из',
  it: '— одно из',
  they: '— из числа',
};
const KNOWN_ENDINGS: Readonly<Record<Gender, string>> = { he: 'ен', she: 'на', it: 'но', they: 'ны' };

function charactersWord(count: number, language: Language): string {
  if (language === 'en') return count === 1 ? 'character' : 'characters';
  return count % 10 === 1 && count % 100 !== 11 ? 'знака' : 'знаков';
}

function isOrdered(by: Comparison): boolean {
  return by !== '==' && by !== '!=';
}

type WordsByPath<K extends string> = Readonly<Record<string, Readonly<Record<K, Sentence>> | undefined>>;
const LIST_WORDS: WordsByPath<'some' | 'none'> = LISTS;
const FLAG_WORDS: WordsByPath<'yes' | 'no'> = FLAGS;

const OPPOSITE = { '==': '!=', '!=': '==', '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const;
const MIRRORED = { '==': '==', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;
const MEANS_SOME: ReadonlySet<string> = new Set(['>0', '>=1', '!=0']);
const MEANS_NONE: ReadonlySet<string> = new Set(['==0', '<1', '<=0']);

const NUMBER_RELATIONS: Readonly<Record<Comparison, Sentence>> = {
  '==': { ru: '— ровно', en: 'is exactly' },
  '!=': { ru: '— не', en: 'is not' },
  '<': { ru: 'меньше', en: 'is less than' },
  '<=': { ru: 'не больше', en: 'is at most' },
  '>': { ru: 'больше', en: 'is more than' },
  '>=': { ru: 'не меньше', en: 'is at least' },
};
const TEXT_RELATIONS: Readonly<Record<Comparison, Sentence>> = {
  ...NUMBER_RELATIONS,
  '==': { ru: '—', en: 'is' },
};
const LENGTH_RELATIONS: Readonly<Record<Comparison, Sentence>> = {
  '==': { ru: '— ровно', en: 'has exactly' },
  '!=': { ru: '— не ровно', en: 'has not exactly' },
  '<': { ru: 'короче', en: 'is shorter than' },
  '<=': { ru: 'не длиннее', en: 'is at most' },
  '>': { ru: 'длиннее', en: 'is longer than' },
  '>=': { ru: 'не короче', en: 'is at least' },
};
const VERBS = {
  contains: { yes: { ru: 'содержит', en: 'contains' }, no: { ru: 'не содержит', en: 'does not contain' } },
  startsWith: {
    yes: { ru: 'начинается с', en: 'starts with' },
    no: { ru: 'не начинается с', en: 'does not start with' },
  },
  endsWith: {
    yes: { ru: 'заканчивается на', en: 'ends with' },
    no: { ru: 'не заканчивается на', en: 'does not end with' },
  },
  mentions: { yes: { ru: 'упоминает', en: 'mentions' }, no: { ru: 'не упоминает', en: 'does not mention' } },
  matches: {
    yes: { ru: 'подходит под выражение', en: 'matches the expression' },
    no: { ru: 'не подходит под выражение', en: 'does not match the expression' },
  },
} as const satisfies Record<string, Record<'yes' | 'no', Sentence>>;

const CHAINS = { and: { ru: 'и', en: 'and' }, or: { ru: 'или', en: 'or' } } as const;
/** What stands beside nothing is quoted as the policy has it. */
const NOTHING: Operand = { op: 'literal', value: '' };
const ALWAYS = { yes: { ru: 'всегда', en: 'always' }, no: { ru: 'никогда', en: 'never' } } as const;
const YES_NO = { yes: { ru: 'да', en: 'yes' }, no: { ru: 'нет', en: 'no' } } as const;
const THERE_IS = { yes: { ru: 'есть', en: 'including' }, no: { ru: 'нет', en: 'without' } } as const;
const NONE_OF: Sentence = { ru: '— не из числа', en: 'is none of' };
const MORE: Sentence = { ru: '… и ещё {n}', en: '… and {n} more' };
const SIZE: Sentence = { ru: 'длина', en: 'length of' };
const LOWER: Sentence = { ru: '(строчными)', en: '(in lower case)' };

/** The facts of a list by their names, `бюджет, сообщение`. */
export function factNames(paths: readonly string[], language: Language): string {
  return paths.map((path) => nameAndUnit(path, language).name).join(', ');
}
