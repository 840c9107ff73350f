import * as z from 'zod/mini';
import type { ExampleResult } from '#shared/contracts/settings/checked-draft.ts';
import type { SettingsFault } from '#shared/contracts/settings/fault.ts';
import type { Language } from '#shared/domain/language.ts';
import type { SettingsChange } from '#shared/domain/settings-change.ts';
import type { PublishedVersion, SettingsDocument } from '#shared/ports/settings.ts';
import { json, type HttpAnswer } from '#shared/runtime/http-answers.ts';
import { problem } from '#shared/runtime/problem.ts';
import type { Call } from './call.ts';
import {
  checkEdit,
  compareVersions,
  publishDocument,
  readVersion,
  rollBackTo,
  type SettingsDesk,
} from './settings-desk.ts';
import { readHistory } from './settings-history.ts';
import { parseBase, parseNote, parseVersion } from './settings-parameters.ts';

const DOCUMENTS: readonly SettingsDocument[] = ['sources', 'policy', 'team', 'destinations'];

/** The ops API has one token: it does not know who of ops it is. */
const PUBLISHER = 'ops';

export const Rollback = z.strictObject({
  version: z.int().check(z.positive()),
  note: z.optional(z.string()),
});

/** The document in force as it was written: YAML, its version in a header and as the entity tag. */
export async function showSettings(call: Call, desk: SettingsDesk): Promise<HttpAnswer> {
  const document = documentOf(call);
  if (document === undefined) return problem(404, 'unknown-document');
  return showYaml(await readVersion(document, undefined, desk));
}

/** Any version as it was written. */
export async function showVersion(call: Call, desk: SettingsDesk): Promise<HttpAnswer> {
  const document = documentOf(call);
  if (document === undefined) return problem(404, 'unknown-document');
  const version = parseVersion(call.parameters['version']);
  if (version === undefined) return problem(404, 'version-not-found');
  return showYaml(await readVersion(document, version, desk));
}

/** Publishes a document, or refuses it with the line of every fault; what is in force stays until then. */
export async function publishSettings(call: Call, desk: SettingsDesk): Promise<HttpAnswer> {
  const document = documentOf(call);
  if (document === undefined) return problem(404, 'unknown-document');
  const note = parseNote(call.query.get('note'));
  if (note === 'too-long') return problem(400, 'note-too-long', { detail: 'a note has 200 characters' });
  const base = parseBase(call);
  if (base === 'unreadable') return problem(400, 'invalid-base', { detail: 'If-Match: "3", or ?base=3' });
  const order = { document, text: call.body.toString('utf8'), by: PUBLISHER, ...note, ...base };
  const publishing = await publishDocument(order, desk);
  switch (publishing.outcome) {
    case 'published':
      return json(200, { document, version: publishing.version, changes: publishing.changes.map(toView) });
    case 'faulty':
      return problem(422, 'faulty-document', {
        errors: publishing.faults.map((fault) => toError(fault, call.language)),
      });
    case 'too-large':
      return problem(413, 'document-too-large');
    case 'superseded':
      return problem(call.headers['if-match'] === undefined ? 409 : 412, 'superseded', {
        detail: `version ${publishing.inForce ?? 0} is in force`,
      });
  }
}

/** Says what publishing would say, and what it would change, without effect. */
export async function checkDocument(call: Call, desk: SettingsDesk): Promise<HttpAnswer> {
  const document = documentOf(call);
  if (document === undefined) return problem(404, 'unknown-document');
  const checked = await checkEdit({ document, text: call.body.toString('utf8') }, desk);
  if (checked === 'too-large') return problem(413, 'document-too-large');
  return json(200, {
    document,
    outcome: checked.outcome,
    inForce: checked.inForce ?? null,
    faults: checked.faults.map((fault) => toError(fault, call.language)),
    examples: checked.examples.map((example) => toExample(example, call.language)),
    changes: checked.changes.map(toView),
  });
}

/** What changed between two versions, in words. */
export async function compareSettingsVersions(call: Call, desk: SettingsDesk): Promise<HttpAnswer> {
  const document = documentOf(call);
  if (document === undefined) return problem(404, 'unknown-document');
  const wanted: { from?: number; to?: number } = {};
  for (const side of ['from', 'to'] as const) {
    const written = call.query.get(side);
    if (written === null) continue;
    const version = parseVersion(written);
    if (version === undefined) return problem(400, 'invalid-parameters', { detail: '?from=3&to=4' });
    wanted[side] = version;
  }
  const comparing = await compareVersions({ document, ...wanted }, desk);
  if (comparing.outcome === 'unknown-version') return problem(404, 'version-not-found');
  const { from, to, changes } = comparing;
  return json(200, { document, from, to, changes: changes.map(toView) });
}

/** Every version, the newest first, without their texts, and when which was in force. */
export async function listVersions(call: Call, desk: SettingsDesk): Promise<HttpAnswer> {
  const document = documentOf(call);
  if (document === undefined) return problem(404, 'unknown-document');
  const { inForce, versions, changes } = await readHistory(document, desk);
  const listed = versions.map(({ document: _document, ...entry }) => entry);
  return json(200, { document, inForce: inForce ?? null, versions: listed, changes });
}

/** Puts an earlier version in force again. */
export async function rollBack(call: Call, desk: SettingsDesk): Promise<HttpAnswer> {
  const document = documentOf(call);
  if (document === undefined) return problem(404, 'unknown-document');
  const wanted = Rollback.safeParse(parseJson(call.body.toString('utf8')));
  if (!wanted.success) return problem(400, 'invalid-body', { detail: '{"version": 3}' });
  const note = parseNote(wanted.data.note ?? null);
  if (note === 'too-long') return problem(400, 'note-too-long', { detail: 'a note has 200 characters' });
  const { version } = wanted.data;
  const outcome = await rollBackTo({ document, version, by: PUBLISHER, ...note }, desk);
  if (outcome === 'unknown-version') return problem(404, 'version-not-found');
  return json(200, { document, inForce: version });
}

function showYaml(published: PublishedVersion | undefined): HttpAnswer {
  if (published === undefined) return problem(404, 'version-not-found');
  return {
    statusCode: 200,
    headers: {
      'content-type': 'application/yaml; charset=utf-8',
      'cache-control': 'no-store',
      etag: `"${published.version}"`,
      'x-settings-version': String(published.version),
    },
    body: published.text,
  };
}

function documentOf(call: Call): SettingsDocument | undefined {
  return DOCUMENTS.find((document) => document === call.parameters['document']);
}

function toError({ line, column, path, code, message }: SettingsFault, language: Language) {
  const place = column === undefined ? { line } : { line, column };
  return { field: path, ...place, code, message: message[language] };
}

function toExample({ name, line, asExpected, message, judgement }: ExampleResult, language: Language) {
  const { verdict, score } = judgement;
  return {
    name,
    line,
    asExpected,
    ...(message === undefined ? {} : { message: message[language] }),
    verdict: { outcome: verdict.outcome, reasons: verdict.reasons, rules: verdict.rules },
    score: score ?? null,
  };
}

function toView({ kind, path, sentence, before, after }: SettingsChange) {
  return { kind, path, sentence, before: before ?? null, after: after ?? null };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
