import type { SettingsFault } from '#shared/contracts/settings/fault.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { SettingsArchive } from '#shared/ports/settings.ts';
import { checkDraft } from './check-draft.ts';

/** As much as may be published: what could never be is not worth trying. */
const MAX_DRAFT_BYTES = 128 * 1024;

/** Rules to be tried out: a draft as it is written, or a version there is. */
export type WantedRules = { readonly policy: string } | { readonly policyVersion: number };

export type DraftReading =
  | { readonly outcome: 'read'; readonly policy: Policy; readonly text: string }
  | { readonly outcome: 'faulty'; readonly faults: readonly SettingsFault[] }
  | { readonly outcome: 'too-large' }
  | { readonly outcome: 'unknown-version' };

/** Never published, so it has no number yet. */
const DRAFT_VERSION = 0;

/** Its placeholders are filled as those of the version in force were, as they would be at publishing. */
export async function readDraft(wanted: WantedRules, archive: SettingsArchive): Promise<DraftReading> {
  if ('policyVersion' in wanted) return readPublished(wanted.policyVersion, archive);
  const text = wanted.policy;
  if (Buffer.byteLength(text) > MAX_DRAFT_BYTES) return { outcome: 'too-large' };
  const inForce = await archive.versionInForce('policy');
  const published = inForce === undefined ? undefined : await archive.version('policy', inForce);
  const checked = await checkDraft(text, published?.variables ?? {});
  if (checked.outcome === 'faulty') return { outcome: 'faulty', faults: checked.faults };
  return { outcome: 'read', text, policy: { ...checked.content, version: DRAFT_VERSION } };
}

async function readPublished(version: number, archive: SettingsArchive): Promise<DraftReading> {
  const [policy, published] = await Promise.all([
    archive.content('policy', version),
    archive.version('policy', version),
  ]);
  if (policy === undefined || published === undefined) return { outcome: 'unknown-version' };
  return { outcome: 'read', policy, text: published.text };
}
