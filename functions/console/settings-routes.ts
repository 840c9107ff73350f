import * as z from 'zod/mini';
import type { SettingsFault } from '#shared/contracts/settings/fault.ts';
import type { Language } from '#shared/domain/language.ts';
import type { SettingsArchive, SettingsDocument, SettingsReader } from '#shared/ports/settings.ts';
import { json, type HttpAnswer } from '#shared/runtime/http-answers.ts';
import { problem } from '#shared/runtime/problem.ts';
import type { Call } from './call.ts';

const DOCUMENTS: readonly SettingsDocument[] = ['sources', 'policy', 'team', 'destinations'];

/** A document larger than this is a mistake; the table takes 400 KB for text and checked content together. */
const MAX_DOCUMENT_BYTES = 128 * 1024;

const Rollback = z.strictObject({ version: z.int().check(z.positive()) });

export interface SettingsDesk {
  readonly settings: SettingsReader;
  readonly archive: SettingsArchive;
}

/** The document in force as it was written: YAML, its version in a header. */
export async function showSettings(call: Call, { settings, archive }: SettingsDesk): Promise<HttpAnswer> {
  const document = documentOf(call);
  if (document === undefined) return problem(404, 'unknown-document');
  const { version } = await settings.current(document);
  const published = (await archive.versions(document)).find((one) => one.version === version);
  if (published === undefined) return problem(404, 'version-not-found');
  return {
    statusCode: 200,
    headers: {
      'content-type': 'application/yaml; charset=utf-8',
      'cache-control': 'no-store',
      'x-settings-version': String(version),
    },
    body: published.text,
  };
}

/** Publishes a document, or refuses it with the line of every fault; what is in force stays until then. */
export async function publishSettings(call: Call, { archive }: SettingsDesk): Promise<HttpAnswer> {
  const document = documentOf(call);
  if (document === undefined) return problem(404, 'unknown-document');
  if (call.body.length > MAX_DOCUMENT_BYTES) return problem(413, 'document-too-large');
  const text = call.body.toString('utf8');
  // Parsers of YAML and CEL are large, and only publishing needs them.
  const { checkSettings } = await import('#shared/contracts/settings/check-settings.ts');
  const checked = checkSettings(document, text, {});
  if (checked.outcome === 'faulty') {
    return problem(422, 'faulty-document', {
      errors: checked.faults.map((fault) => toError(fault, call.language)),
    });
  }
  const version = await archive.publish(document, text, checked.content, 'ops');
  return json(200, { document, version });
}

/** Every version, the newest first, without their texts. */
export async function listVersions(call: Call, { settings, archive }: SettingsDesk): Promise<HttpAnswer> {
  const document = documentOf(call);
  if (document === undefined) return problem(404, 'unknown-document');
  const versions = await archive.versions(document);
  const inForce = versions.length === 0 ? null : (await settings.current(document)).version;
  return json(200, {
    document,
    inForce,
    versions: versions.map(({ version, publishedAt, by }) => ({ version, publishedAt, by })),
  });
}

/** Puts an earlier version in force again. */
export async function rollBack(call: Call, { archive }: SettingsDesk): Promise<HttpAnswer> {
  const document = documentOf(call);
  if (document === undefined) return problem(404, 'unknown-document');
  const wanted = Rollback.safeParse(parseJson(call.body.toString('utf8')));
  if (!wanted.success) return problem(400, 'invalid-body', { detail: '{"version": 3}' });
  const outcome = await archive.putInForce(document, wanted.data.version);
  if (outcome === 'unknown-version') return problem(404, 'version-not-found');
  return json(200, { document, inForce: wanted.data.version });
}

function documentOf(call: Call): SettingsDocument | undefined {
  return DOCUMENTS.find((document) => document === call.parameters['document']);
}

function toError({ line, path, code, message }: SettingsFault, language: Language) {
  return { field: path, line, code, message: message[language] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
