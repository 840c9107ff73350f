import type { Source } from '#shared/domain/source.ts';
import type { Facts, SecretFacts } from './facts.ts';
import { broken, ok, warning, type Finding } from './finding.ts';
import { findProvider, type KnownProvider } from './providers.ts';

/** One finding for each source: the first thing that keeps its leads away, else what should be better. */
export function checkSources({ settings, secrets }: Facts): readonly Finding[] {
  return (settings.content.sources?.sources ?? []).map((source) => {
    const provider = findProvider(source.provider, source.kind);
    if (provider === undefined) return unknownProvider(source);
    return (
      checkProof(source, provider, secrets) ??
      checkDetails(source, provider, secrets) ??
      checkVisitors(source, provider, secrets) ??
      good(source)
    );
  });
}

function unknownProvider({ id, provider, kind }: Source): Finding {
  return broken(
    ['source', id],
    `источник ${id}: провайдера ${provider} (${kind}) нет, его лиды получают ошибку. Исправьте provider или kind.`,
    `source ${id}: there is no provider ${provider} (${kind}), its leads are refused. Mend provider or kind.`,
  );
}

function checkProof(
  { id, secrets: names }: Source,
  { needsSecret }: KnownProvider,
  { present }: SecretFacts,
): Finding | undefined {
  if (needsSecret && names.length === 0)
    return broken(
      ['source', id],
      `источник ${id}: секрет не назван (secrets), всё присланное отвергается.`,
      `source ${id}: no secret is named (secrets), all that is sent is refused.`,
    );
  const missing = names.filter((name) => !present.has(name));
  if (missing.length === 0) return undefined;
  const tell = missing.length === names.length ? broken : warning;
  return tell(
    ['source', id],
    `источник ${id}: нет секрета ${missing.join(', ')}. ${howToGive(missing).ru}`,
    `source ${id}: the secret ${missing.join(', ')} is missing. ${howToGive(missing).en}`,
  );
}

function checkDetails(
  { id, details }: Source,
  { needsDetails }: KnownProvider,
  { present }: SecretFacts,
): Finding | undefined {
  if (needsDetails === true && details === undefined)
    return broken(
      ['source', id],
      `источник ${id}: провайдер присылает только номер лида, а откуда его брать (details), не сказано.`,
      `source ${id}: the provider sends only a lead's number, and where to fetch it (details) is not said.`,
    );
  if (details === undefined || present.has(details.tokenSecret)) return undefined;
  const { ru, en } = howToGive([details.tokenSecret]);
  return broken(
    ['source', id],
    `источник ${id}: нет секрета ${details.tokenSecret}, подробности лида не получить. ${ru}`,
    `source ${id}: the secret ${details.tokenSecret} is missing, leads cannot be fetched. ${en}`,
  );
}

function checkVisitors(
  { id, secrets: names, origins, captcha }: Source,
  { isPublic }: KnownProvider,
  { present }: SecretFacts,
): Finding | undefined {
  if (captcha !== undefined && !present.has(captcha.secret)) {
    const { ru, en } = howToGive([captcha.secret]);
    return warning(
      ['source', id],
      `источник ${id}: нет секрета капчи ${captcha.secret}, роботов не отличить. ${ru}`,
      `source ${id}: the captcha's secret ${captcha.secret} is missing, robots pass. ${en}`,
    );
  }
  if (isPublic !== true || names.length > 0 || origins.length > 0) return undefined;
  return warning(
    ['source', id],
    `источник ${id}: форму может поставить любой сайт. Перечислите свои: origins.`,
    `source ${id}: any site may use the form. List yours in origins.`,
  );
}

function good({ id, provider, secrets: names }: Source): Finding {
  const proof = names.join(', ');
  return ok(
    ['source', id],
    `источник ${id}: ${provider}${proof && `, секреты на месте: ${proof}`}.`,
    `source ${id}: ${provider}${proof && `, secrets are there: ${proof}`}.`,
  );
}

/** Names of variables, never their values. */
export function howToGive(names: readonly string[]): { readonly ru: string; readonly en: string } {
  const lines = names.map((name) => `SECRET_${name.toUpperCase().replaceAll('-', '_')}=…`).join(', ');
  return { ru: `Впишите в .env.local: ${lines}`, en: `Write into .env.local: ${lines}` };
}
