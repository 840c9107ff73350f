import type { Sentence } from '#shared/domain/language.ts';

/** Why a regular expression cannot be used. */
export interface PatternRefusal {
  readonly code: 'bad-pattern' | 'not-allowed' | 'too-complex';
  readonly message: Sentence;
}

/** Carries a refusal out of the depths of an expression. */
export class PatternError extends Error {
  readonly refusal: PatternRefusal;

  constructor(refusal: PatternRefusal) {
    super(refusal.message.en);
    this.refusal = refusal;
  }
}

function notAllowed(ru: string, en: string): PatternRefusal {
  return { code: 'not-allowed', message: { ru, en } };
}

/** `reason` is the parser's, in English. */
export function notAnExpression(reason: string): PatternRefusal {
  const known = Object.keys(REASONS).find((words) => reason.startsWith(words));
  return {
    code: 'bad-pattern',
    message: {
      ru: `Это не регулярное выражение: ${known === undefined ? reason : REASONS[known]}.`,
      en: `This is not a regular expression: ${reason}.`,
    },
  };
}

const REASONS: Readonly<Record<string, string>> = {
  'Unterminated group': 'не закрыта круглая скобка',
  'Unterminated character class': 'не закрыта квадратная скобка',
  "Unmatched ')'": 'лишняя закрывающая скобка',
  'Range out of order': 'в списке [ ] начало диапазона больше конца',
  'numbers out of order': 'в повторе { } первое число больше второго',
  'Nothing to repeat': 'перед ? * + или { } нечего повторять',
  'Invalid escape': 'такого знака после \\ не бывает',
  'Lone quantifier brackets': 'скобка { } сама по себе; чтобы найти её в тексте, напишите \\{',
  'Incomplete quantifier': 'повтор { } не дописан',
  'Invalid group': 'после (? стоит непонятное',
};

export function tooManySteps(limit: number): PatternRefusal {
  return {
    code: 'too-complex',
    message: {
      ru: `Регулярное выражение слишком велико: с развёрнутыми повторами разрешено не больше ${limit} шагов.`,
      en: `The regular expression is too large: with its repetitions written out it may have ${limit} steps.`,
    },
  };
}

export const BACK_REFERENCE = notAllowed(
  'Ссылки назад (\\1) в регулярном выражении не разрешены: они могут зависнуть.',
  'Back references (\\1) are not allowed in a regular expression: they can hang.',
);
export const LOOK_AROUND = notAllowed(
  'Проверки вокруг, (?=…) (?!…) (?<=…) (?<!…), в регулярном выражении не разрешены; соедините два условия через && и !.',
  'Look-around, (?=…) (?!…) (?<=…) (?<!…), is not allowed in a regular expression; join two conditions by && and !.',
);
export const NAMED_GROUP = notAllowed(
  'Имя группы (?<имя>…) ни к чему: условие её не прочтёт. Напишите просто (…).',
  'The name of a group (?<name>…) is of no use: no condition can read it. Write just (…).',
);
export const FLAG = notAllowed(
  'Из флагов есть только (?i), и только в начале выражения: без учёта регистра.',
  'The only flag is (?i), at the beginning of the expression: letters in any case.',
);
export const PROPERTY = notAllowed(
  '\\p{…} не разрешено. Есть \\w (цифры, _, латинские и русские буквы), \\d, \\s и списки [а-яё].',
  '\\p{…} is not allowed. There are \\w (digits, _, Latin and Cyrillic letters), \\d, \\s and lists [a-z].',
);
export const EMPTY: PatternRefusal = {
  code: 'bad-pattern',
  message: {
    ru: 'Это выражение нашлось бы в любом тексте, даже в пустом.',
    en: 'This expression would be found in any text, even in an empty one.',
  },
};
