import type { CheckedDraft } from '#shared/contracts/settings/checked-draft.ts';
import type { SettingsFault } from '#shared/contracts/settings/fault.ts';
import type { SettingsChange } from '#shared/domain/settings-change.ts';
import { compareSettings, type ComparedSettings } from '#shared/domain/settings-changes.ts';
import type {
  PublishedVersion,
  Reinstatement,
  SettingsArchive,
  SettingsDocument,
} from '#shared/ports/settings.ts';
import { checkDraft } from './check-draft.ts';

/** A document larger than this is a mistake. */
const MAX_DOCUMENT_BYTES = 128 * 1024;

/** DynamoDB takes 400 KB of text and checked content together; some of it is names and keys. */
const MAX_STORED_BYTES = 390 * 1024;

/** What the company's own documents are edited over. */
export interface SettingsDesk {
  readonly archive: SettingsArchive;
}

export interface Edit {
  readonly document: SettingsDocument;
  readonly text: string;
}

export interface PublishOrder extends Edit, Reinstatement {
  /** The version the editor began from: another one in force meanwhile is not overwritten unseen. */
  readonly base?: number;
}

export type Publishing =
  | {
      readonly outcome: 'published';
      readonly version: number;
      readonly changes: readonly SettingsChange[];
    }
  | { readonly outcome: 'faulty'; readonly faults: readonly SettingsFault[] }
  | { readonly outcome: 'too-large' }
  | { readonly outcome: 'superseded'; readonly inForce: number | undefined };

/**
 * Publishes a document, or refuses it with the line of every fault; what is in force stays until then.
 *
 * Placeholders are filled as those of the version in force were, so that its very text can be published again.
 */
export async function publishDocument(order: PublishOrder, desk: SettingsDesk): Promise<Publishing> {
  const { document, text, base } = order;
  if (Buffer.byteLength(text) > MAX_DOCUMENT_BYTES) return { outcome: 'too-large' };
  const before = await readInForce(document, desk);
  if (base !== undefined && before?.version !== base)
    return { outcome: 'superseded', inForce: before?.version };
  const checked = await check(order, before);
  if (checked.outcome === 'faulty') return { outcome: 'faulty', faults: checked.faults };
  if (Buffer.byteLength(text) + Buffer.byteLength(JSON.stringify(checked.content)) > MAX_STORED_BYTES)
    return { outcome: 'too-large' };
  const version = await archiveEdit(order, checked.content, { before, desk });
  if (version === 'superseded')
    return { outcome: 'superseded', inForce: await desk.archive.versionInForce(document) };
  const changes = await changesSince(before?.version, document, checked.content, desk);
  return { outcome: 'published', version, changes };
}

export type CheckedEdit = {
  readonly outcome: 'ok' | 'faulty';
  readonly faults: readonly SettingsFault[];
  /** Of a policy: how each of its examples comes out. */
  readonly examples: CheckedDraft['examples'];
  /** What publishing it would change, in words; none while it cannot be read. */
  readonly changes: readonly SettingsChange[];
  readonly inForce?: number;
};

/** Says of a document what publishing would say, and what it would change, without effect. */
export async function checkEdit(edit: Edit, desk: SettingsDesk): Promise<CheckedEdit | 'too-large'> {
  const { document, text } = edit;
  if (Buffer.byteLength(text) > MAX_DOCUMENT_BYTES) return 'too-large';
  const before = await readInForce(document, desk);
  const checked = await check(edit, before);
  const inForce = before === undefined ? {} : { inForce: before.version };
  if (checked.outcome === 'faulty') return { ...checked, ...inForce, changes: [] };
  const changes = await changesSince(before?.version, document, checked.content, desk);
  return { outcome: 'ok', faults: [], examples: checked.examples, changes, ...inForce };
}

export type Comparing =
  | {
      readonly outcome: 'compared';
      readonly from: number;
      readonly to: number;
      readonly changes: readonly SettingsChange[];
    }
  | { readonly outcome: 'unknown-version'; readonly version: number | undefined };

/** Two versions in words. Usually the one in force against the one it replaced. */
export async function compareVersions(
  { document, from, to }: { document: SettingsDocument; from?: number; to?: number },
  desk: SettingsDesk,
): Promise<Comparing> {
  const later = to ?? (await desk.archive.versionInForce(document));
  if (later === undefined) return { outcome: 'unknown-version', version: undefined };
  const earlier = from ?? (to === undefined ? await replacedBy(later, document, desk) : later - 1);
  const [before, after] = await Promise.all([
    desk.archive.content(document, earlier),
    desk.archive.content(document, later),
  ]);
  if (before === undefined) return { outcome: 'unknown-version', version: earlier };
  if (after === undefined) return { outcome: 'unknown-version', version: later };
  return {
    outcome: 'compared',
    from: earlier,
    to: later,
    changes: compareSettings(document, before, after),
  };
}

/** A version as it was written; the one in force when none is named. */
export async function readVersion(
  document: SettingsDocument,
  version: number | undefined,
  { archive }: SettingsDesk,
): Promise<PublishedVersion | undefined> {
  const wanted = version ?? (await archive.versionInForce(document));
  return wanted === undefined ? undefined : archive.version(document, wanted);
}

/** Puts an earlier version in force again; the history tells by whom and why. */
export async function rollBackTo(
  { document, version, ...reinstatement }: { document: SettingsDocument; version: number } & Reinstatement,
  { archive }: SettingsDesk,
): Promise<'done' | 'unknown-version'> {
  return archive.putInForce(document, version, reinstatement);
}

type CheckedContent =
  | {
      readonly outcome: 'ok';
      readonly content: ComparedSettings[SettingsDocument];
      readonly examples: CheckedDraft['examples'];
    }
  | {
      readonly outcome: 'faulty';
      readonly faults: readonly SettingsFault[];
      readonly examples: CheckedDraft['examples'];
    };

async function check(
  { document, text }: Edit,
  before: PublishedVersion | undefined,
): Promise<CheckedContent> {
  const variables = before?.variables ?? {};
  if (document === 'policy') return checkDraft(text, variables);
  const { checkSettings } = await import('#shared/contracts/settings/check-settings.ts');
  return { ...checkSettings(document, text, variables), examples: [] };
}

async function archiveEdit(
  { document, text, base, by, note }: PublishOrder,
  content: unknown,
  { before, desk: { archive } }: { before: PublishedVersion | undefined; desk: SettingsDesk },
): Promise<number | 'superseded'> {
  const noted = note === undefined ? { by } : { by, note };
  const publication = { ...noted, variables: before?.variables ?? {} };
  return base === undefined
    ? archive.publish(document, text, content, publication)
    : archive.publishOver(base, document, text, content, publication);
}

function readInForce(document: SettingsDocument, desk: SettingsDesk): Promise<PublishedVersion | undefined> {
  return readVersion(document, undefined, desk);
}

async function changesSince<D extends SettingsDocument>(
  version: number | undefined,
  document: D,
  content: ComparedSettings[D],
  { archive }: SettingsDesk,
): Promise<readonly SettingsChange[]> {
  const before = version === undefined ? undefined : await archive.content(document, version);
  return before === undefined ? [] : compareSettings(document, before, content);
}

/** Versions in force before there was a history replaced the one numbered before them. */
async function replacedBy(
  version: number,
  document: SettingsDocument,
  { archive }: SettingsDesk,
): Promise<number> {
  const latest = (await archive.forceChanges(document)).find(({ to }) => to === version);
  return latest?.from ?? version - 1;
}
