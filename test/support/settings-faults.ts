import { checkSettings, type SettingsContent } from '#shared/contracts/settings/check-settings.ts';

/** Faults of a document as `[line, path, code]`; empty when it is good. */
export function faultsIn(
  document: keyof SettingsContent,
  text: string,
): readonly (readonly [number, string, string])[] {
  const checked = checkSettings(document, text, {});
  return checked.outcome === 'ok'
    ? []
    : checked.faults.map(({ line, path, code }) => [line, path, code] as const);
}

/** What is said about a document that must be faulty, in English. */
export function wordsAbout(document: keyof SettingsContent, text: string): string {
  const checked = checkSettings(document, text, {});
  return checked.outcome === 'ok' ? '' : checked.faults.map(({ message }) => message.en).join('\n');
}

/** The text with one line changed, so that a test shows only what is wrong. */
export function changed(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`There is no «${from}» to change.`);
  return text.replace(from, to);
}
