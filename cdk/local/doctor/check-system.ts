import type { DocumentFacts, Facts } from './facts.ts';
import { broken, ok, warning, type Finding } from './finding.ts';

/** After so many faults somebody has to look into the file anyway. */
const FAULTS_SHOWN = 3;

export function checkSystem({ system, folder }: Facts): readonly Finding[] {
  const { url, port, health } = system;
  switch (port) {
    case 'free':
      if (folder.runner !== undefined)
        return [
          broken(
            'system',
            `Процесс ${folder.runner} держит папку данных, а ${url} не отвечает: посмотрите его вывод, перезапустите.`,
            `Process ${folder.runner} holds the data folder, and ${url} does not answer: see its output, restart it.`,
          ),
        ];
      return [ok('system', `Не запущено; порт свободен: ${url}`, `Not running; the port is free: ${url}`)];
    case 'taken':
      return [
        broken(
          'system',
          `Порт занят другой программой: ${url}. Освободите его или выберите другой: --port N.`,
          `Something else listens at ${url}. Stop it, or choose another port with --port N.`,
        ),
      ];
    case 'another':
      return [
        warning(
          'system',
          `На ${url} работает Lead Relay с другой папкой данных: укажите её --data DIR или другой --port N.`,
          `A Lead Relay with another data folder runs at ${url}: name it with --data DIR, or another --port N.`,
        ),
      ];
    case 'ours':
      return [health?.status === 200 ? healthy(url) : failing(url, health?.missing ?? [])];
  }
}

function healthy(url: string): Finding {
  return ok('system', `Работает и здорово: ${url}`, `Running and healthy: ${url}`);
}

function failing(url: string, missing: readonly string[]): Finding {
  const which = missing.join(', ') || '/health';
  return broken(
    'system',
    `Работает, но нездорово (${which}): ${url}/health и папка logs говорят почему.`,
    `Running and not healthy (${which}): ${url}/health and the folder logs say why.`,
  );
}

/** Each document: which version is in force, and what its file in the settings folder would change. */
export function checkSettings({ settings, system, table }: Facts): readonly Finding[] {
  return Object.entries(settings.documents).map(([document, facts]) => {
    const subject = ['settings', document] as const;
    if (facts.faults.length > 0) return faulty(subject, facts);
    if (facts.inForce === undefined) {
      if (system.port === 'ours' && table !== undefined)
        return broken(
          subject,
          `${document}: ни одна версия не действует. Опубликуйте: PUT /v1/settings/${document}`,
          `${document}: no version is in force. Publish one: PUT /v1/settings/${document}`,
        );
      return ok(
        subject,
        `${document}: без ошибок, вступит в силу при запуске.`,
        `${document}: without faults, comes into force with the next start.`,
      );
    }
    return inForce(subject, facts, facts.inForce);
  });
}

function faulty(subject: readonly [string, string], { faults, inForce: version }: DocumentFacts): Finding {
  const more = faults.length > FAULTS_SHOWN ? ` (+${faults.length - FAULTS_SHOWN})` : '';
  const shown = `${faults.slice(0, FAULTS_SHOWN).join('; ')}${more}`;
  const stays = version === undefined ? '' : `${version.version}`;
  return broken(
    subject,
    `${shown}. Запуск откажется${stays && `; пока действует версия ${stays}`}. Исправьте файл.`,
    `${shown}. A start will refuse it${stays && `; version ${stays} is in force until then`}. Mend the file.`,
  );
}

function inForce(
  subject: readonly [string, string],
  { isUnpublished, differs }: DocumentFacts,
  { version, by, at }: NonNullable<DocumentFacts['inForce']>,
): Finding {
  const [, document] = subject;
  if (isUnpublished)
    return warning(
      subject,
      `${document}: действует версия ${version}; файл изменён и вступит в силу при следующем запуске.`,
      `${document}: version ${version} is in force; its file was changed and comes into force with the next start.`,
    );
  if (differs)
    return ok(
      subject,
      `${document}: действует версия ${version} (${by}, ${at}), она новее файла в папке и остаётся.`,
      `${document}: version ${version} (${by}, ${at}) is in force; it is later than the folder's file and stays.`,
    );
  return ok(
    subject,
    `${document}: действует версия ${version} (${by}, ${at}).`,
    `${document}: version ${version} (${by}, ${at}) is in force.`,
  );
}
