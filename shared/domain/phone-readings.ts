/** One reading of a number. */
export interface PhoneReading {
  readonly number: string;
  /** Other readings of the same digits: where one of them is a number too, nobody can tell which was meant. */
  readonly rivals?: readonly string[];
}

/** Only such a text is repaired; anything else is a person's to mend. */
const ONLY_A_NUMBER = /^[+(\d][\d\s().~-]*$/;

/** Longest number of E.164, without the plus. */
const MAX_DIGITS = 15;

/** Countries of the code +7, whose trunk prefix 8 gets mixed up with it. */
const SHARING_PLUS_7: readonly string[] = ['RU', 'KZ'];

/**
 * What the digits of one number may mean. What needs no repair comes first, and stands if it is a number;
 * a repair stands only if no other one makes a number too.
 */
export function phoneReadings(number: string, region: string): readonly PhoneReading[] {
  if (!ONLY_A_NUMBER.test(number)) return [{ number }];
  const digits = number.replace(/\D/g, '');
  const hasPlus = number.startsWith('+');
  if (hasPlus ? /^\+\s?00[1-9]/.test(number) : /^00[1-9]/.test(digits)) {
    return [{ number: `+${digits.slice(2)}` }, { number }];
  }
  const isPlus7 = SHARING_PLUS_7.includes(region);
  const certain = isPlus7 ? plus7Readings(number, digits) : [number];
  const likely = [...(isPlus7 ? plus7Slips(digits, hasPlus) : []), ...(hasPlus ? [] : abroad(digits))];
  return [
    ...certain.map((reading) => ({ number: reading })),
    ...likely.map((reading) => ({
      number: reading,
      rivals: [...likely, ...(isPlus7 ? cutToLength(number, digits) : [])].filter(
        (other) => other !== reading,
      ),
    })),
  ];
}

/** Nothing else can be meant by these. A number that is right as typed stays. */
function plus7Readings(number: string, digits: string): readonly string[] {
  if (/^\+\s?8/.test(number) && digits.length === 11) {
    const inRussia = `+7${digits.slice(1)}`;
    return /^\+8\d/.test(number) ? [number, inRussia] : [inRussia, number];
  }
  const isDoubled = digits.length === 12 && /^\+?[78][\s(-]+[78][\s()-]/.test(number);
  const isOutsideLine = /^9[\s(-]+\d/.test(number) && /^9(?:[78]\d{10}|\d{10})$/.test(digits);
  if (isDoubled || isOutsideLine) return [number, `+7${digits.slice(-10)}`];
  const first = digits.length > MAX_DIGITS ? firstNumber(number, digits) : undefined;
  return first === undefined ? [number] : [number, first];
}

/**
 * Slips around the prefixes 8 and +7: the country's code twice, the 9 some PBXs dial first, a foreign number behind
 * either, and the Belarusian 80.
 */
function plus7Slips(digits: string, hasPlus: boolean): readonly string[] {
  if (/^[78][78]9\d{9}$/.test(digits)) return [`+7${digits.slice(2)}`];
  if (/^[78]\d{12,14}$/.test(digits)) return [`+${digits.slice(1)}`];
  if (hasPlus) return [];
  if (/^9[78]\d{10}$/.test(digits)) return [`+7${digits.slice(2)}`];
  return /^80\d{9}$/.test(digits) ? [`+375${digits.slice(2)}`, `+380${digits.slice(2)}`] : [];
}

/**
 * Telephony often leaves the plus out. Shorter numbers are more likely mistyped Russian ones, but for those of
 * countries whose code no Russian number begins with.
 */
function abroad(digits: string): readonly string[] {
  return /^(?:[1-689]\d{11,14}|37[0-4]\d{8})$/.test(digits) ? [`+${digits}`] : [];
}

/** A Russian number with something behind it that has no sign of its own, such as an extension. */
function cutToLength(number: string, digits: string): readonly string[] {
  if (/^[78]\d{11,}$/.test(digits)) return [`+7${digits.slice(1, 11)}`, ...cutArea(number, digits)];
  return cutArea(number, digits);
}

function cutArea(number: string, digits: string): readonly string[] {
  return /^\(?[48]\d\d[\s)-]/.test(number) ? [`+7${digits.slice(0, 10)}`] : [];
}

/** The first of two numbers with only a blank between them. */
function firstNumber(number: string, digits: string): string | undefined {
  const count = /^[78]/.test(digits) ? 11 : 10;
  return new RegExp(`^(?:\\D*\\d){${count}}(?!\\d)`).exec(number)?.[0];
}
