import type { Handoff } from '#shared/domain/handoff.ts';
import type { Sentence } from '#shared/domain/language.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { responseNoticeText } from '#shared/domain/response-notices.ts';
import type { SettingsArchive, SettingsReader } from '#shared/ports/settings.ts';

export interface Notices {
  readonly settings: SettingsReader;
  /** Where the words of an earlier policy are found. */
  readonly archive: Pick<SettingsArchive, 'content'>;
}

/** That the client still waits is told to whom it concerns, whoever owns the lead; it has words of its own. */
export function isResponseNews({ notice }: Pick<Handoff, 'notice'>): boolean {
  return responseNoticeText(notice) !== undefined;
}

/**
 * What a later check has found, in the words of the policy that says so; undefined where nobody is to be told.
 *
 * A lead is checked later once, so that all its destinations have the same news. Should the version be gone, the rules
 * in force say it, and at the worst the bare code: news without words is better than none.
 */
export async function findNotice(
  lead: Lead,
  due: readonly Handoff[],
  { settings, archive }: Notices,
): Promise<Sentence | undefined> {
  const code = due.find(({ notice }) => notice !== undefined && !isResponseNews({ notice }))?.notice;
  if (code === undefined) return undefined;
  const version = lead.laterCheck?.verdict.policyVersion;
  const judgedBy = version === undefined ? undefined : await archive.content('policy', version);
  const { rejections } = judgedBy ?? (await settings.current('policy'));
  return rejections.find((rule) => rule.code === code)?.text ?? { ru: code, en: code };
}
