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

export interface PublishedVersion {
  readonly document: SettingsDocument;
  readonly version: number;
  readonly publishedAt: string;
  readonly by: string;
  /** The YAML as it was written. */
  readonly text: string;
}

export interface SettingsArchive {
  /** Writes the next version and puts it in force, in one step: nobody ever sees half of it. */
  publish(document: SettingsDocument, text: string, content: unknown, by: string): Promise<number>;
  versions(document: SettingsDocument): Promise<readonly PublishedVersion[]>;
  /** The checked content of one version, to judge or explain by it again. */
  content<D extends SettingsDocument>(document: D, version: number): Promise<Settings[D] | undefined>;
  /** Puts an earlier version in force again. */
  putInForce(document: SettingsDocument, version: number): Promise<'done' | 'unknown-version'>;
}
