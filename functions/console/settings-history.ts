import type { ForceChange, SettingsDocument, VersionEntry } from '#shared/ports/settings.ts';
import type { SettingsDesk } from './settings-desk.ts';

export interface ListedVersion extends VersionEntry {
  readonly inForce: boolean;
  /** When it came into force for the last time. */
  readonly inForceSince?: string;
}

export interface SettingsHistory {
  readonly document: SettingsDocument;
  readonly inForce: number | undefined;
  /** The newest first. */
  readonly versions: readonly ListedVersion[];
  /** Every publication and roll-back, the latest first. */
  readonly changes: readonly ForceChange[];
}

/** All versions of a document, and when which of them was in force. */
export async function readHistory(
  document: SettingsDocument,
  { archive }: SettingsDesk,
): Promise<SettingsHistory> {
  const [inForce, versions, changes] = await Promise.all([
    archive.versionInForce(document),
    archive.versions(document),
    archive.forceChanges(document),
  ]);
  const listed = versions.map((entry) => {
    const since = changes.find(({ to }) => to === entry.version)?.at ?? entry.publishedAt;
    return entry.version === inForce
      ? { ...entry, inForce: true, inForceSince: since }
      : { ...entry, inForce: false };
  });
  return { document, inForce, versions: listed, changes };
}
