import { checkExpiry } from './check-expiry.ts';
import { checkFolder } from './check-folder.ts';
import { checkMachine } from './check-machine.ts';
import { checkDestinations, checkRegistries } from './check-outside.ts';
import { checkSources } from './check-sources.ts';
import { checkSettings, checkSystem } from './check-system.ts';
import { checkTeam } from './check-team.ts';
import type { Facts } from './facts.ts';
import { warning, type Finding } from './finding.ts';

const CHECKS: readonly ((facts: Facts) => readonly Finding[])[] = [
  checkMachine,
  checkFolder,
  checkSystem,
  checkSettings,
  checkTable,
  checkSources,
  checkDestinations,
  checkRegistries,
  checkTeam,
  checkExpiry,
];

/** Everything that can be said of an installation by these facts. */
export function examine(facts: Facts): readonly Finding[] {
  return CHECKS.flatMap((check) => check(facts));
}

/** What is in the table goes unjudged when nobody could read it, and that is said. */
function checkTable({ table, folder }: Facts): readonly Finding[] {
  if (table !== undefined || !folder.exists || folder.stamp === undefined) return [];
  return [
    warning(
      'table',
      'Таблица не прочитана: смены, отказы реестров и теневые проверки не видны. Повторите, когда система отвечает.',
      'The table could not be read: duty, outages of registries and trials are not seen. Try again when the system answers.',
    ),
  ];
}
