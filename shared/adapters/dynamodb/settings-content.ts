import {
  LATER_CHECK_SETTINGS,
  LATER_POLICY_SETTINGS,
  LATER_SOURCE_SETTINGS,
} from '#shared/domain/usual-settings.ts';
import type { Settings, SettingsDocument } from '#shared/ports/settings.ts';

/**
 * A published document as the functions read it.
 *
 * A version is checked once, when it is published, and stays in force over releases: what has been added to its shape
 * since then is filled in with what is usual, so that a deployment needs nobody to publish anything again.
 */
export function fromStored<D extends SettingsDocument>(
  document: D,
  json: string,
  version: number,
): Settings[D] {
  const stored = { ...JSON.parse(json), version } as Settings[D];
  return { ...stored, ...laterSettings(document, stored) };
}

function laterSettings(document: SettingsDocument, stored: object): object {
  if (document === 'policy') return { ...LATER_POLICY_SETTINGS, ...stored, ...laterCheckOf(stored) };
  if (document !== 'sources' || !('sources' in stored) || !Array.isArray(stored.sources)) return {};
  return { sources: stored.sources.map((source: object) => ({ ...LATER_SOURCE_SETTINGS, ...source })) };
}

function laterCheckOf(policy: object): object {
  if (!('counterpartyCheck' in policy) || typeof policy.counterpartyCheck !== 'object') return {};
  return { counterpartyCheck: { ...LATER_CHECK_SETTINGS, ...policy.counterpartyCheck } };
}
