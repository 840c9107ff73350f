import type { SettingsContent } from '#shared/contracts/settings/check-settings.ts';
import type { Circuit } from '#shared/domain/circuit.ts';
import type { RepState } from '#shared/domain/team.ts';
import type { Timestamp } from '#shared/domain/time.ts';
import type { SettingsDocument } from '#shared/ports/settings.ts';
import type { FolderStamp } from '../folder-stamp.ts';

/** All that is looked at, gathered first and judged afterwards. Of secrets there are names, never values. */
export interface Facts {
  readonly now: Date;
  readonly machine: MachineFacts;
  readonly folder: FolderFacts;
  readonly system: SystemFacts;
  readonly settings: SettingsFacts;
  readonly secrets: SecretFacts;
  /** By address; an address that was not asked is absent. */
  readonly reach: Readonly<Record<string, Reach>>;
  /** Undefined when the table could not be read. */
  readonly table: TableFacts | undefined;
}

export interface MachineFacts {
  /** `24.21.0` */
  readonly node: string;
  readonly hasTableEngine: boolean;
  readonly hasQueueEngine: boolean;
  /** Backups are packed by it. */
  readonly hasTar: boolean;
  readonly release: string;
}

export interface FolderFacts {
  readonly path: string;
  readonly exists: boolean;
  readonly isWritable: boolean;
  /** Whether others than its owner may look into it. */
  readonly isOpenToOthers: boolean;
  readonly bytes: number;
  readonly freeBytes: number;
  readonly stamp: FolderStamp | undefined;
  /** The process that runs on it. */
  readonly runner: number | undefined;
  /** When something was written into it last. */
  readonly changedAt: Date | undefined;
}

export interface SystemFacts {
  readonly url: string;
  /** `another`: a Lead Relay that runs on some other folder. `taken`: by something else. */
  readonly port: 'free' | 'ours' | 'another' | 'taken';
  /** What the health page says, where a Lead Relay answers. */
  readonly health?: { readonly status: number; readonly missing: readonly string[] };
}

export interface SettingsFacts {
  readonly folder: string;
  readonly isDemonstration: boolean;
  readonly documents: Readonly<Record<SettingsDocument, DocumentFacts>>;
  /** What is judged: what is in force, or will be after the next start. A document nobody could read is absent. */
  readonly content: Partial<SettingsContent>;
}

export interface DocumentFacts {
  readonly inForce?: { readonly version: number; readonly by: string; readonly at: Timestamp };
  /** `file:line: reason` each; the file that is missing is a fault, too. */
  readonly faults: readonly string[];
  /** Whether the folder's file differs from what the folder published last: the next start publishes it. */
  readonly isUnpublished: boolean;
  /** Whether the folder's file differs from what is in force. */
  readonly differs: boolean;
}

export interface SecretFacts {
  readonly present: ReadonlySet<string>;
  /** Those whose value everybody can read in this project. */
  readonly ofDemonstration: ReadonlySet<string>;
  readonly envFile?: { readonly changedAt: Date; readonly isOpenToOthers: boolean };
  /** Those that stand in that file and are no younger than it. */
  readonly inEnvFile: ReadonlySet<string>;
}

export type Reach =
  /** `aheadSeconds`: how much our clock is ahead of theirs, by their answer's date. */
  | { readonly outcome: 'answered'; readonly status: number; readonly aheadSeconds?: number }
  | { readonly outcome: 'failed'; readonly because: string }
  /** Pretend systems of our own, there while the system runs. */
  | { readonly outcome: 'stand-in' };

export interface TableFacts {
  /** By registry. */
  readonly circuits: Readonly<Record<string, Circuit>>;
  readonly reps: Readonly<Record<string, RepState>>;
  /** The shadow trial started last, over or not. */
  readonly trialUntil?: Timestamp;
}
