import { MAX_CODE_CHARACTERS, toCodeText } from './text.ts';

/** More than anybody's order; what is larger is a number that landed in the wrong field. */
const MAX_BUDGET_RUB = 1_000_000_000_000;

const THOUSAND = 1_000;

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:т|тр|тыс|тысяч[аиу]?|к|k|thousand)$/u, THOUSAND],
  [/^(?:м|m|млн|миллион(?:а|ов)?|mln|million)$/u, 1_000_000],
  [/^(?:млрд|миллиард(?:а|ов)?|bn|billion)$/u, 1_000_000_000],
];

const RANGE = /^(?:-|до|to)$/u;
const ROUBLES = /^(?:₽|р|руб|рубл(?:ь|я|ей|и|ях)|rub|rur|rubles?|roubles?)$/u;

/** Words that say how sure the person is, not how much it is. */
const ABOUT =
  /^(?:[~≈<>≤≥+]|с|без|ндс|около|примерно|приблизительно|порядка|от|более|больше|свыше|менее|меньше|не|максимум|минимум|макс|мин|бюджет|в|пределах|районе|from|up|about|around|approx|max|min|over|under|less|more|than|budget)$/u;

/** An amount as typed: `text` without its unit, `unit` 1 where none was written. */
interface Amount {
  readonly text: string;
  readonly unit: number;
}

/**
 * Reads a budget in whole roubles: «1,5 млн», «300 000 ₽», «500 тыс», «1.000.000».
 *
 * Of a range the lower bound counts, because it is what the person surely has. Another currency,
 * a rate (`/мес`) or words we do not know make the budget unknown, which is better than a wrong number.
 */
export function parseBudgetRub(text: string): number | undefined {
  if (text.length > MAX_CODE_CHARACTERS) return undefined;
  const bounds = readBounds(toWords(text));
  if (bounds === undefined) return undefined;
  const [lower, upper] = bounds;
  if (lower === undefined) return undefined;
  const budgetRub = upper === undefined ? toRoubles(lower) : lowerBound(lower, upper);
  return budgetRub !== undefined && budgetRub <= MAX_BUDGET_RUB ? budgetRub : undefined;
}

/** Numbers with their inner separators, words, and every other sign by itself. */
function toWords(text: string): readonly string[] {
  const plain = toCodeText(text)
    .toLowerCase()
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/т\. ?р\.?(?![а-яё])/gu, 'тыс')
    .replace(/руб(?:\.|лей|ля)? ?\d\d? ?коп[а-я]*/gu, 'руб');
  return plain.match(/\d+(?:[ .,']\d+)*|\p{L}+|[^\s.,:]/gu) ?? [];
}

/** At most two amounts; undefined as soon as a word is not understood. */
function readBounds(words: readonly string[]): readonly Amount[] | undefined {
  const bounds: Amount[] = [];
  let separated = true;
  for (const word of words) {
    const last = bounds.at(-1);
    const unit = UNITS.find(([name]) => name.test(word))?.[1];
    if (/^\d/.test(word)) {
      if (!separated || bounds.length === 2) return undefined;
      bounds.push({ text: word, unit: 1 });
      separated = false;
    } else if (unit !== undefined) {
      if (last === undefined || last.unit !== 1) return undefined;
      bounds[bounds.length - 1] = { ...last, unit };
    } else if (RANGE.test(word)) separated = true;
    else if (!ABOUT.test(word) && !ROUBLES.test(word)) return undefined;
  }
  return bounds;
}

/** «300-500 тыс» lends the first number the unit of the second, «500 - 1 млн» the unit below it. */
function lowerBound(lower: Amount, upper: Amount): number | undefined {
  const upperRub = toRoubles(upper);
  const lowerRub = toRoubles(lower.unit === 1 ? { ...lower, unit: upper.unit } : lower);
  if (upperRub === undefined || lowerRub === undefined) return undefined;
  const isUnitBelow = lowerRub > upperRub && lower.unit === 1 && upper.unit > THOUSAND;
  return Math.min(upperRub, isUnitBelow ? lowerRub / THOUSAND : lowerRub);
}

function toRoubles({ text, unit }: Amount): number | undefined {
  const value = toNumber(text, unit > 1);
  return value === undefined ? undefined : Math.round(value * unit);
}

/**
 * Separators before three digits group them, a last one before others is the decimal point.
 * «1,500» alone is one and a half thousand, «1,500 млн» is one and a half million.
 */
function toNumber(text: string, hasUnit: boolean): number | undefined {
  if (hasUnit && /^\d+[.,]\d+$/.test(text)) return Number(text.replace(',', '.'));
  const grouped = /^(\d{1,3}(?:([ .,'])\d{3})(?:\2\d{3})*)(?:[.,](\d\d?))?$/u.exec(text);
  if (grouped !== null) return Number(`${(grouped[1] ?? '').replace(/\D/g, '')}.${grouped[3] ?? '0'}`);
  return /^\d+(?:[.,]\d\d)?$/.test(text) ? Number(text.replace(',', '.')) : undefined;
}
