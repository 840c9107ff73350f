import type { Sentence } from './language.ts';
import type { CounterpartyCheckSettings, RegistrySettings } from './policy.ts';
import { changedIfSo, type SettingsChange } from './settings-change.ts';

const PATH = 'counterpartyCheck';

/** How companies are asked about otherwise. Of a key only the secret's name is known here, never its value. */
export function toRegistryChanges(
  before: CounterpartyCheckSettings,
  after: CounterpartyCheckSettings,
): readonly SettingsChange[] {
  const patience = { ru: 'Реестр ждём, мс', en: 'The registry is waited for, ms' };
  const wait = {
    ru: 'Лид с непроверенной компанией придерживаем, минут',
    en: 'A lead whose company is unchecked is held back, minutes',
  };
  return [
    ...toAccessChanges(PATH, { ru: 'Реестр', en: 'Registry' }, before, after),
    ...toFallbackChanges(before.fallback, after.fallback),
    ...changedIfSo(`${PATH}.timeoutMs`, patience, before.timeoutMs, after.timeoutMs),
    ...changedIfSo(
      `${PATH}.uncheckedWaitsMinutes`,
      wait,
      before.uncheckedWaitsMinutes,
      after.uncheckedWaitsMinutes,
    ),
  ];
}

function toFallbackChanges(
  before: RegistrySettings | undefined,
  after: RegistrySettings | undefined,
): readonly SettingsChange[] {
  const path = `${PATH}.fallback`;
  if (before !== undefined && after !== undefined)
    return toAccessChanges(path, { ru: 'Запасной реестр', en: 'Fallback registry' }, before, after);
  if (after !== undefined)
    return [
      {
        kind: 'added',
        path,
        after: after.registry,
        sentence: {
          ru: `Появился запасной реестр ${after.registry}`,
          en: `There is a fallback registry now, ${after.registry}`,
        },
      },
    ];
  if (before === undefined) return [];
  return [
    {
      kind: 'removed',
      path,
      before: before.registry,
      sentence: {
        ru: `Запасного реестра ${before.registry} больше нет`,
        en: `The fallback registry ${before.registry} is gone`,
      },
    },
  ];
}

function toAccessChanges(
  path: string,
  name: Sentence,
  before: RegistrySettings,
  after: RegistrySettings,
): readonly SettingsChange[] {
  const address = { ru: `${name.ru}, адрес`, en: `${name.en}, address` };
  const secret = { ru: `${name.ru}, имя секрета`, en: `${name.en}, name of the secret` };
  return [
    ...changedIfSo(`${path}.registry`, name, before.registry, after.registry),
    ...changedIfSo(`${path}.baseUrl`, address, before.baseUrl, after.baseUrl),
    ...changedIfSo(`${path}.tokenSecret`, secret, before.tokenSecret, after.tokenSecret),
  ];
}
