import type { CheckedDraft } from '#shared/contracts/settings/checked-draft.ts';

/** Parsers of YAML and conditions are large, and only those who edit need them. */
export async function checkDraft(
  text: string,
  variables: Readonly<Record<string, string>>,
): Promise<CheckedDraft> {
  const draft = await import('#shared/contracts/settings/check-draft.ts');
  return draft.checkDraft(text, variables);
}
