import type { Random } from './random.ts';

export interface NeedWords {
  readonly product: string;
  readonly budget: string;
  readonly timeline: string;
  readonly role: string;
  readonly message: string;
}

const PRODUCTS = [
  ...[
    'Токарный станок с ЧПУ',
    'Фрезерный станок',
    'Листогибочный пресс',
    'Ленточнопильный станок',
    'Гидравлический пресс',
  ],
  ...[
    'Лазерный раскрой',
    'Компрессор винтовой',
    'Кран-балка 5 т',
    'Сварочный полуавтомат',
    'Пусконаладка линии',
  ],
];

const BUDGETS = [
  '1 500 000',
  '2,4 млн',
  '3 млн руб.',
  '850 000',
  '640000',
  '400 тыс',
  '320 000 ₽',
  '180 000',
  '120000',
  '75 000',
  '',
];

const TIMELINES = [
  'now',
  'week',
  'month',
  'month',
  'quarter',
  'year',
  'в течение двух недель',
  'до конца квартала',
  'не срочно',
  '',
];

const ROLES = [
  'director',
  'директор',
  'собственник',
  'менеджер по закупкам',
  'начальник производства',
  'главный инженер',
  'снабженец',
  'помощник руководителя',
  '',
];

const MESSAGES = [
  'Нужны два станка в этом квартале, перезвоните после 15:00',
  'Пришлите коммерческое предложение с доставкой и пусконаладкой',
  'Меняем оборудование в цехе, интересует лизинг и срок поставки',
  'Есть ли на складе? Готовы забрать сами на этой неделе',
  'Сравниваем трёх поставщиков, нужна цена и гарантия от производителя',
  'Добрый день! Требуется выезд инженера для замера площадки',
  'Участвуем в тендере, нужен счёт и карточка предприятия',
  '',
];

const NO_NEED = [
  'Здравствуйте! Увидел вакансию оператора, высылаю резюме',
  'Предлагаем продвижение вашего сайта в топ, первая неделя бесплатно',
  'Ищу работу водителем, стаж 12 лет',
  'Сотрудничество по рекламе: размещение рекламы на нашем портале',
];

export function makeNeed(random: Random): NeedWords {
  return {
    product: random.pick(PRODUCTS),
    budget: random.pick(BUDGETS),
    timeline: random.pick(TIMELINES),
    role: random.pick(ROLES),
    message: random.pick(MESSAGES),
  };
}

/** Below what the demonstration's policy thinks worth the while. */
export function makeTinyBudget(random: Random): string {
  return `${5 + random.below(40)} 000`;
}

export function pickUnwanted(random: Random): string {
  return random.pick(NO_NEED);
}

const CAMPAIGNS: readonly Readonly<Record<string, string>>[] = [
  { utm_source: 'yandex', utm_medium: 'cpc', utm_campaign: 'b2b_stanki' },
  { utm_source: 'yandex', utm_medium: 'cpc', utm_campaign: 'retarget' },
  { utm_source: 'vk', utm_medium: 'social', utm_campaign: 'lizing' },
  { utm_source: 'newsletter', utm_medium: 'email', utm_campaign: 'november' },
  {},
];

export function pickCampaign(random: Random): Readonly<Record<string, string>> {
  return random.pick(CAMPAIGNS);
}
