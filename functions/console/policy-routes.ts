import { readBody } from '#shared/runtime/body.ts';
import type { BodyLimits } from '#shared/runtime/body-outcome.ts';
import { page, redirect, type HttpAnswer } from '#shared/runtime/http-answers.ts';
import { languageCookies, type Call } from './call.ts';
import type { ConsoleDependencies } from './dependencies.ts';
import { policyEditPage, type EditedPolicy } from './pages/policy-edit-page.ts';
import { noPolicyPage, policyPage } from './pages/policy-page.ts';
import { POLICY_TEXTS } from './policy-texts.ts';
import { checkEdit, compareVersions, publishDocument, readVersion, rollBackTo } from './settings-desk.ts';
import { readHistory } from './settings-history.ts';
import { say } from './words.ts';
import { readZone } from './zones.ts';

/** A form writes each byte of Cyrillic as three characters; the desk itself knows how large a document may be. */
const LIMITS: BodyLimits = { maxBytes: 512 * 1024, maxMultipartBytes: 512 * 1024 };

type Dependencies = Pick<ConsoleDependencies, 'archive' | 'settings'>;

/** A version of the rules, the one in force when the address names none. */
export async function showPolicy(call: Call, { archive, settings }: Dependencies): Promise<HttpAnswer> {
  const cookies = languageCookies(call);
  const history = await readHistory('policy', { archive });
  const version = toVersion(call.parameters['version']) ?? history.inForce;
  const policy = version === undefined ? undefined : await archive.content('policy', version);
  if (policy === undefined) return page(404, noPolicyPage(call), { cookies });
  const [compared, zone] = await Promise.all([
    compareVersions(
      {
        document: 'policy',
        to: policy.version,
        ...(history.inForce === undefined ? {} : { from: history.inForce }),
      },
      { archive },
    ),
    readZone(settings),
  ]);
  const changes = compared.outcome === 'compared' ? compared.changes : [];
  const format = { language: call.language, zone, now: call.now };
  return page(200, policyPage(call, { policy, history, changes }, format), { cookies });
}

export async function editPolicy(call: Call, { archive }: Dependencies): Promise<HttpAnswer> {
  const [base, version] = await Promise.all([
    archive.versionInForce('policy'),
    readVersion('policy', toVersion(call.query.get('from') ?? undefined), { archive }),
  ]);
  if (base === undefined || version === undefined) return page(404, noPolicyPage(call));
  return page(200, policyEditPage(call, { text: version.text, note: '', base }));
}

/** Checks the document as it was sent, or publishes it; with a fault it comes back as it was typed. */
export async function takeEdit(call: Call, { archive }: Dependencies): Promise<HttpAnswer> {
  const fields = await readFields(call);
  const edited = {
    text: fields.get('text')?.[0]?.replaceAll('\r\n', '\n') ?? '',
    note: fields.get('note')?.[0]?.trim().slice(0, 200) ?? '',
    base: toVersion(fields.get('base')?.[0]) ?? 0,
  };
  return fields.get('act')?.[0] === 'publish' ? publish(call, edited, archive) : check(call, edited, archive);
}

export async function rollBackOnPage(call: Call, { archive }: Dependencies): Promise<HttpAnswer> {
  const version = toVersion((await readFields(call)).get('version')?.[0]);
  if (version === undefined) return page(404, noPolicyPage(call));
  const outcome = await rollBackTo({ document: 'policy', version, by: 'ops' }, { archive });
  return outcome === 'done' ? redirect(303, '/console/policy') : page(404, noPolicyPage(call));
}

type Archive = Dependencies['archive'];

async function publish(call: Call, edited: EditedPolicy, archive: Archive): Promise<HttpAnswer> {
  const { text, note, base } = edited;
  const noted = note === '' ? {} : { note };
  const order = { document: 'policy', text, base, by: 'ops', ...noted } as const;
  const published = await publishDocument(order, { archive });
  switch (published.outcome) {
    case 'published':
      return redirect(303, '/console/policy');
    case 'superseded': {
      const version = published.inForce ?? 0;
      const trouble = say(POLICY_TEXTS.superseded, call.language, { version });
      return check(call, { ...edited, base: version, trouble }, archive, 409);
    }
    case 'faulty':
    case 'too-large':
      return check(call, edited, archive, 422);
  }
}

async function check(
  call: Call,
  edited: EditedPolicy,
  archive: Archive,
  status?: number,
): Promise<HttpAnswer> {
  const checked = await checkEdit({ document: 'policy', text: edited.text }, { archive });
  if (checked === 'too-large') {
    const trouble = POLICY_TEXTS.tooLarge[call.language];
    return page(413, policyEditPage(call, { ...edited, trouble }));
  }
  return page(status ?? (checked.outcome === 'ok' ? 200 : 422), policyEditPage(call, { ...edited, checked }));
}

async function readFields(call: Call): Promise<ReadonlyMap<string, readonly string[]>> {
  const reading = await readBody(call.headers['content-type'], call.body, LIMITS);
  return reading.outcome === 'fields' ? reading.fields : new Map();
}

function toVersion(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}
