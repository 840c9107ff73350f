import type { Random } from './random.ts';

export interface Person {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
}

const FIRST_NAMES = {
  he: [
    'Алексей',
    'Дмитрий',
    'Сергей',
    'Андрей',
    'Максим',
    'Иван',
    'Пётр',
    'Рустам',
    'Фёдор',
    'Артём',
    'Тимур',
    'Лев',
  ],
  she: [
    'Анна',
    'Мария',
    'Елена',
    'Ольга',
    'Наталья',
    'Дарья',
    'Гузель',
    'Ксения',
    'Юлия',
    'Вера',
    'Алёна',
    'Инна',
  ],
};

/** Without the ending that differs. */
const SURNAMES = [
  ...[
    'Кузнецов',
    'Смирнов',
    'Воронин',
    'Ахметов',
    'Лебедев',
    'Журавлёв',
    'Зайцев',
    'Соболев',
    'Ершов',
    'Тихонов',
  ],
  ...['Галиев', 'Мельников', 'Орлов', 'Панфилов', 'Ивлев', 'Субботин', 'Щукин', 'Фомин', 'Ежов', 'Рябов'],
];

const MAIL_HOSTS = [
  'stanki.example',
  'zavod.example',
  'mehanika.example',
  'snab.example',
  'promtorg.example',
];

/** Somebody who does not exist, under a number of a range kept for nobody in particular and an address of no domain. */
export function makePerson(random: Random): Person {
  const who = random.pick(['he', 'she'] as const);
  const surname = random.pick(SURNAMES);
  const account = `client${10_000 + random.below(990_000)}`;
  return {
    name: `${random.pick(FIRST_NAMES[who])} ${surname}${who === 'she' ? 'а' : ''}`,
    phone: makePhone(random),
    email: `${account}@${random.pick(MAIL_HOSTS)}`,
  };
}

/** `+79991234567`. */
export function makePhone(random: Random): string {
  return `+7999${String(1_000_000 + random.below(8_999_999))}`;
}

const WRITINGS: readonly ((parts: readonly string[]) => string)[] = [
  ([area, three, two, last]) => `+7 ${area} ${three}-${two}-${last}`,
  ([area, three, two, last]) => `8 (${area}) ${three}-${two}-${last}`,
  ([area, three, two, last]) => `8${area}${three}${two}${last}`,
  ([area, three, two, last]) => `+7${area}${three}${two}${last}`,
];

/** The ways people write a number. */
export function typePhone(phone: string, random: Random): string {
  const [, ...parts] = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(phone) ?? [];
  return random.pick(WRITINGS)(parts);
}
