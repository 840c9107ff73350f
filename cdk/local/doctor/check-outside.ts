import type { Circuit } from '#shared/domain/circuit.ts';
import { gateOf } from '#shared/domain/circuit.ts';
import type { Destination } from '#shared/domain/destination.ts';
import type { RegistrySettings } from '#shared/domain/policy.ts';
import { howToGive } from './check-sources.ts';
import type { Facts, Reach } from './facts.ts';
import { broken, ok, warning, type Finding } from './finding.ts';

/** Where we call out to, by the settings. */
export function outsideAddresses({ content }: Facts['settings']): readonly string[] {
  const destinations = content.destinations?.destinations ?? [];
  return [
    ...destinations.map(addressOf),
    ...registriesOf({ content }).map(({ baseUrl }) => baseUrl),
    ...(content.sources?.sources ?? []).flatMap(({ details, captcha }) => [
      ...(details === undefined ? [] : [details.baseUrl]),
      ...(captcha === undefined ? [] : [captcha.baseUrl]),
    ]),
  ];
}

export function checkDestinations(facts: Facts): readonly Finding[] {
  const { destinations } = facts.settings.content;
  if (destinations === undefined) return [];
  return [
    ...destinations.destinations.map((destination) => checkDestination(destination, facts)),
    checkPublicUrl(destinations.publicUrl, facts),
  ];
}

function checkDestination(destination: Destination, facts: Facts): Finding {
  const { id, type, secret } = destination;
  const subject = ['destination', id] as const;
  const { present } = facts.secrets;
  if (!present.has(secret)) {
    const { ru, en } = howToGive([secret]);
    return broken(
      subject,
      `назначение ${id}: нет секрета ${secret}, лиды туда не передать. ${ru}`,
      `destination ${id}: the secret ${secret} is missing, no lead can be handed over. ${en}`,
    );
  }
  const unreachable = findTrouble(subject, ['назначение', 'destination'], addressOf(destination), facts);
  if (unreachable !== undefined) return unreachable;
  const events = 'eventsSecret' in destination ? destination.eventsSecret : undefined;
  if (events !== undefined && !present.has(events)) {
    const { ru, en } = howToGive([events]);
    return warning(
      subject,
      `назначение ${id}: нет секрета событий ${events}, ответы оттуда не слышны. ${ru}`,
      `destination ${id}: the secret of its events ${events} is missing, its answers go unheard. ${en}`,
    );
  }
  const { ru, en } = wordsOf(facts.reach[addressOf(destination)]);
  return ok(
    subject,
    `назначение ${id}: ${type}, ${ru}, секрет на месте.`,
    `destination ${id}: ${type}, ${en}, its secret is there.`,
  );
}

function checkPublicUrl(publicUrl: string, { settings }: Facts): Finding {
  if (settings.isDemonstration || !isLoopback(publicUrl))
    return ok('public-url', `Ссылки в сообщениях: ${publicUrl}`, `Links in messages begin with ${publicUrl}`);
  return warning(
    'public-url',
    `Ссылки в сообщениях ведут на эту машину (${publicUrl}): впишите в destinations publicUrl адрес, который видят менеджеры.`,
    `Links in messages lead to this machine (${publicUrl}): write an address that reps can open into publicUrl of destinations.`,
  );
}

export function checkRegistries(facts: Facts): readonly Finding[] {
  return registriesOf(facts.settings).map((registry) => checkRegistry(registry, facts));
}

function checkRegistry({ registry, baseUrl, tokenSecret }: RegistrySettings, facts: Facts): Finding {
  const subject = ['registry', registry] as const;
  if (!facts.secrets.present.has(tokenSecret)) {
    const { ru, en } = howToGive([tokenSecret]);
    return broken(
      subject,
      `реестр ${registry}: нет ключа ${tokenSecret}, компании не проверяются. ${ru}`,
      `registry ${registry}: its key ${tokenSecret} is missing, companies go unchecked. ${en}`,
    );
  }
  const circuit = facts.table?.circuits[registry];
  return (
    (circuit === undefined ? undefined : checkCircuit(registry, circuit, facts.now)) ??
    findTrouble(subject, ['реестр', 'registry'], baseUrl, facts) ??
    ok(
      subject,
      `реестр ${registry}: ключ на месте, ${wordsOf(facts.reach[baseUrl]).ru}, ${circuit === undefined ? 'таблица не прочитана' : 'отказов не замечено'}.`,
      `registry ${registry}: its key is there, ${wordsOf(facts.reach[baseUrl]).en}, ${circuit === undefined ? 'the table was not read' : 'no outage is noted'}.`,
    )
  );
}

function checkCircuit(registry: string, circuit: Circuit, now: Date): Finding | undefined {
  const gate = gateOf(circuit, now);
  if (gate.state !== 'open') return undefined;
  const subject = ['registry', registry] as const;
  const { until, because } = gate;
  switch (because) {
    case 'misconfigured':
      return broken(
        subject,
        `реестр ${registry} не принимает ключ; до ${until} его не спрашивают. Проверьте ключ и тариф.`,
        `registry ${registry} refuses the key, and is not asked until ${until}. Check the key and the contract.`,
      );
    case 'quota-spent':
      return warning(
        subject,
        `реестр ${registry}: суточная квота исчерпана, до ${until} компании не проверяются. Увеличьте квоту.`,
        `registry ${registry}: the daily quota is spent, companies go unchecked until ${until}. Buy a larger one.`,
      );
    case 'slow':
    case 'unavailable':
      return warning(
        subject,
        `реестр ${registry} не отвечает (${because}); снова спросят после ${until}.`,
        `registry ${registry} does not answer (${because}); it is asked again after ${until}.`,
      );
  }
}

function findTrouble(
  subject: readonly [string, string],
  [ru, en]: readonly [string, string],
  address: string,
  { reach, settings }: Facts,
): Finding | undefined {
  const [, id] = subject;
  const found = reach[address];
  if (found?.outcome === 'failed')
    return broken(
      subject,
      `${ru} ${id}: ${hostOf(address)} недоступен (${found.because}). Проверьте адрес и сеть.`,
      `${en} ${id}: ${hostOf(address)} cannot be reached (${found.because}). Check the address and the network.`,
    );
  if (found?.outcome === 'stand-in' && !settings.isDemonstration)
    return warning(
      subject,
      `${ru} ${id} — учебная заглушка на этой машине. Впишите настоящий адрес.`,
      `${en} ${id} is a stand-in on this machine. Write the real address into the settings.`,
    );
  return undefined;
}

function wordsOf(reach: Reach | undefined): { readonly ru: string; readonly en: string } {
  switch (reach?.outcome) {
    case 'answered':
      return { ru: 'отвечает', en: 'answers' };
    case 'stand-in':
      return { ru: 'учебная заглушка', en: 'a stand-in' };
    default:
      return { ru: 'не спрошено', en: 'not asked' };
  }
}

function registriesOf({ content }: Pick<Facts['settings'], 'content'>): readonly RegistrySettings[] {
  const check = content.policy?.counterpartyCheck;
  if (check === undefined) return [];
  return check.fallback === undefined ? [check] : [check, check.fallback];
}

function addressOf(destination: Destination): string {
  return destination.type === 'webhook' ? destination.url : destination.baseUrl;
}

/** Without path and parameters: those of a webhook may be its secret. */
function hostOf(address: string): string {
  return new URL(address).host;
}

export function isLoopback(address: string): boolean {
  return /^(127(\.\d+){3}|localhost|\[::1\])$|\.localhost$/.test(new URL(address).hostname);
}
