import type { Sentence } from '#shared/domain/language.ts';
import type { ConnectorState } from './connector-health.ts';

export const CONNECTOR_TEXTS = {
  title: { ru: 'Связи', en: 'Connectors' },
  note: { ru: 'По {count} последним заявкам.', en: 'By the newest {count} leads.' },
  registries: { ru: 'Реестры', en: 'Registries' },
  destinations: { ru: 'Куда передаём', en: 'Destinations' },
  sources: { ru: 'Откуда приходят', en: 'Sources' },
  name: { ru: 'Имя', en: 'Name' },
  kind: { ru: 'Вид', en: 'Kind' },
  state: { ru: 'Состояние', en: 'State' },
  delivered: { ru: 'Передано', en: 'Delivered' },
  waiting: { ru: 'Ждёт', en: 'Waiting' },
  rejected: { ru: 'Не принято', en: 'Rejected' },
  last: { ru: 'Последний раз', en: 'Last' },
  leads: { ru: 'Заявок', en: 'Leads' },
  failure: { ru: 'Последний сбой', en: 'Last failure' },
  notAsked: { ru: 'не спрашиваем до {time}: {because}', en: 'not asked until {time}: {because}' },
} as const satisfies Record<string, Sentence>;

export const STATE_TEXTS: Readonly<Record<ConnectorState, Sentence>> = {
  ok: { ru: 'работает', en: 'works' },
  trouble: { ru: 'сбой', en: 'in trouble' },
  quiet: { ru: 'тихо', en: 'quiet' },
};
