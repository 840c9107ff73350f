import { LAST_DECREED_YEAR } from '#shared/domain/russian-calendar.ts';
import { HOUR_MS } from '#shared/domain/time.ts';
import { isLoopback } from './check-outside.ts';
import type { Facts } from './facts.ts';
import { broken, ok, warning, type Finding } from './finding.ts';

const DAY_MS = 24 * HOUR_MS;

/** The decree for the next year is out by then, so that this is the time to upgrade. Months count from 0. */
const NEXT_YEAR_MATTERS_FROM_MONTH = 10;

const OLD_SECRETS_DAYS = 365;

/** Long-lived user tokens of Meta end after so many days; tokens of system users do not. */
const META_TOKEN_DAYS = 60;

const TRIAL_ENDS_SOON_MS = DAY_MS;

/** Tokens of the console that everybody can read in this project. */
const DEMONSTRATION_TOKENS = ['ops-token', 'head-token'];

export function checkExpiry(facts: Facts): readonly Finding[] {
  return [
    ...checkCalendar(facts),
    ...checkTokens(facts),
    ...checkSecretFile(facts),
    ...checkMetaTokens(facts),
    ...checkTrial(facts),
  ];
}

function checkCalendar({ settings, now }: Facts): readonly Finding[] {
  const isFollowed = settings.content.team?.reps.some(
    ({ active, hours }) => active && hours.calendar === 'RU',
  );
  if (isFollowed !== true) return [];
  const year = now.getUTCFullYear();
  const known = LAST_DECREED_YEAR;
  const ends = year > known || (year === known && now.getUTCMonth() >= NEXT_YEAR_MATTERS_FROM_MONTH);
  if (!ends)
    return [
      ok(
        'calendar',
        `Производственный календарь известен по ${known} год.`,
        `The production calendar is known up to ${known}.`,
      ),
    ];
  return [
    warning(
      'calendar',
      `Производственный календарь известен по ${known} год, дальше — только праздники по закону. Обновитесь или впишите переносы в team: holidays, extraDays.`,
      `The production calendar is known up to ${known}, then only the holidays of the law. Upgrade, or write moved days into the team: holidays, extraDays.`,
    ),
  ];
}

/** A company that is at work with what everybody can read here has its doors open. */
function checkTokens({ settings, secrets }: Facts): readonly Finding[] {
  const publicUrl = settings.content.destinations?.publicUrl;
  const isAtWork = !settings.isDemonstration || (publicUrl !== undefined && !isLoopback(publicUrl));
  const known = [...secrets.ofDemonstration].toSorted();
  const tokens = DEMONSTRATION_TOKENS.filter((name) => known.includes(name));
  const others = isAtWork ? known.filter((name) => !DEMONSTRATION_TOKENS.includes(name)) : [];
  const findings: Finding[] = [];
  if (tokens.length > 0)
    findings.push(
      (isAtWork ? broken : warning)(
        'tokens',
        `${tokens.join(', ')}: токены демонстрации, их знают все. Задайте LEADS_OPS_TOKEN и LEADS_HEAD_TOKEN.`,
        `${tokens.join(', ')}: the demonstration's, which everybody knows. Set LEADS_OPS_TOKEN and LEADS_HEAD_TOKEN.`,
      ),
    );
  if (others.length > 0)
    findings.push(
      broken(
        'demo-secrets',
        `Секреты демонстрации, их знают все: ${others.join(', ')}. Удалите demo-secrets.yaml, задайте свои.`,
        `The demonstration's secrets, which everybody knows: ${others.join(', ')}. Delete demo-secrets.yaml, give your own.`,
      ),
    );
  if (findings.length === 0)
    findings.push(ok('tokens', 'Токены консоли свои.', "The console's tokens are your own."));
  return findings;
}

function checkSecretFile({ secrets: { envFile }, now }: Facts): readonly Finding[] {
  if (envFile === undefined) return [];
  if (envFile.isOpenToOthers)
    return [
      warning(
        'secrets-file',
        '.env.local читают все на этой машине: chmod 600 .env.local',
        'Everybody on this machine can read .env.local: chmod 600 .env.local',
      ),
    ];
  const days = daysSince(envFile.changedAt, now);
  if (days >= OLD_SECRETS_DAYS)
    return [
      warning(
        'secrets-file',
        `.env.local не менялся ${days} дн.: ни один секрет в нём не моложе. Пора заменить.`,
        `.env.local has not changed for ${days} days: no secret in it is younger. It is time to replace them.`,
      ),
    ];
  return [
    ok('secrets-file', `.env.local менялся ${days} дн. назад.`, `.env.local was changed ${days} days ago.`),
  ];
}

/** How old a token is, nobody tells; but it is no younger than the file it stands in. */
function checkMetaTokens({ settings, secrets, now }: Facts): readonly Finding[] {
  const { envFile, inEnvFile } = secrets;
  return (settings.content.sources?.sources ?? []).flatMap(({ id, provider, details }) => {
    if (provider !== 'meta' || details === undefined || envFile === undefined) return [];
    if (!inEnvFile.has(details.tokenSecret)) return [];
    const days = daysSince(envFile.changedAt, now);
    if (days < META_TOKEN_DAYS) return [];
    return [
      warning(
        ['token-age', details.tokenSecret],
        `источник ${id}: токену Meta не меньше ${days} дн. Токен пользователя живёт ${META_TOKEN_DAYS}: проверьте, что это токен системного пользователя.`,
        `source ${id}: Meta's token is at least ${days} days old. A user's token lives ${META_TOKEN_DAYS}: make sure it is a system user's.`,
      ),
    ];
  });
}

function checkTrial({ table, now }: Facts): readonly Finding[] {
  const until = table?.trialUntil;
  if (until === undefined || Date.parse(until) <= now.getTime()) return [];
  const tell = Date.parse(until) - now.getTime() < TRIAL_ENDS_SOON_MS ? warning : ok;
  return [
    tell(
      'shadow-trial',
      `Теневая проверка правил идёт до ${until}: npm run policy -- shadow покажет итог.`,
      `A shadow trial runs until ${until}: npm run policy -- shadow shows what it found.`,
    ),
  ];
}

function daysSince(then: Date, now: Date): number {
  return Math.max(0, Math.floor((now.getTime() - then.getTime()) / DAY_MS));
}
