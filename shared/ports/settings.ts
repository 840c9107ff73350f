import type { Destinations } from '#shared/domain/destination.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Sources } from '#shared/domain/source.ts';
import type { Team } from '#shared/domain/team.ts';

export interface Settings {
  readonly sources: Sources;
  readonly policy: Policy;
  readonly team: Team;
  readonly destinations: Destinations;
}

export type SettingsDocument = keyof Settings;

export interface SettingsReader {
  /** The version in force, at most a few seconds old. Throws when none was ever published. */
  current<D extends SettingsDocument>(document: D): Promise<Settings[D]>;
}

/** A version as a list shows it. */
export interface VersionEntry {
  readonly document: SettingsDocument;
  readonly version: number;
  readonly publishedAt: string;
  readonly by: string;
  /** Why, in the publisher's words. */
  readonly note?: string;
}

export interface PublishedVersion extends VersionEntry {
  /** The YAML as it was written. */
  readonly text: string;
  /** What its placeholders (`${REGISTRY_URL}`) were filled with: an edit of this text is filled the same way. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Who publishes, with what the installation fills in. */
export interface Publication {
  readonly by: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly note?: string;
}

/** Who puts an earlier version in force again, and why. */
export interface Reinstatement {
  readonly by: string;
  readonly note?: string;
}

/** One moment at which another version of a document came into force. */
export interface ForceChange {
  readonly act: 'published' | 'rolled-back';
  readonly at: string;
  readonly by: string;
  /** Absent where there was none before. */
  readonly from?: number;
  readonly to: number;
  readonly note?: string;
}

export interface SettingsArchive {
  /** Writes the next version and puts it in force, in one step: nobody ever sees half of it. */
  publish(
    document: SettingsDocument,
    text: string,
    content: unknown,
    publication: Publication,
  ): Promise<number>;
  /** The same, unless another version than `base` is in force by then: somebody was faster, and nothing is written. */
  publishOver(
    base: number,
    document: SettingsDocument,
    text: string,
    content: unknown,
    publication: Publication,
  ): Promise<number | 'superseded'>;
  /** The newest first, the last hundred. */
  versions(document: SettingsDocument): Promise<readonly VersionEntry[]>;
  /** One version as it was written. */
  version(document: SettingsDocument, version: number): Promise<PublishedVersion | undefined>;
  /** The checked content of one version, to judge or explain by it again. */
  content<D extends SettingsDocument>(document: D, version: number): Promise<Settings[D] | undefined>;
  /** The version in force this very moment; a reader may be some seconds behind. */
  versionInForce(document: SettingsDocument): Promise<number | undefined>;
  /** Puts an earlier version in force again, and notes who did, in one step. */
  putInForce(
    document: SettingsDocument,
    version: number,
    reinstatement: Reinstatement,
  ): Promise<'done' | 'unknown-version'>;
  /** When which version came into force, the latest first, the last hundred; none is kept from before there was this list. */
  forceChanges(document: SettingsDocument): Promise<readonly ForceChange[]>;
}
