import { createHash } from 'node:crypto';
import { page, redirect, type HttpAnswer } from '#shared/runtime/http-answers.ts';
import type { Call } from './call.ts';
import type { ConsoleDependencies } from './dependencies.ts';
import { orderReplay } from './order-replay.ts';
import { policyEditPage, type EditedPolicy } from './pages/policy-edit-page.ts';
import { noPolicyPage } from './pages/policy-page.ts';
import { readPolicyFields, toVersion, type Fields } from './policy-form.ts';
import { POLICY_TEXTS } from './policy-texts.ts';
import { readDraft } from './read-draft.ts';
import { checkEdit, publishDocument, readVersion } from './settings-desk.ts';
import { startTrial } from './start-trial.ts';
import { readHours, readSpan } from './trial-parameters.ts';
import { TRIAL_TEXTS } from './trial-texts.ts';
import { say } from './words.ts';

export type EditDependencies = Pick<
  ConsoleDependencies,
  'archive' | 'replays' | 'replayQueue' | 'shadow' | 'clock'
>;

/** The ops API has one token: it does not know who of ops it is. */
const BY = 'ops';

export async function editPolicy(
  call: Call,
  { archive }: Pick<EditDependencies, 'archive'>,
): Promise<HttpAnswer> {
  const [base, version] = await Promise.all([
    archive.versionInForce('policy'),
    readVersion('policy', toVersion(call.query.get('from') ?? undefined), { archive }),
  ]);
  if (base === undefined || version === undefined) return page(404, noPolicyPage(call));
  return page(200, policyEditPage(call, { text: version.text, note: '', base }));
}

/** Checks the document as it was sent, tries it, or publishes it; with a fault it comes back as it was typed. */
export async function takeEdit(call: Call, dependencies: EditDependencies): Promise<HttpAnswer> {
  const fields = await readPolicyFields(call);
  const text = fields.get('text')?.[0]?.replaceAll('\r\n', '\n') ?? '';
  const edited = {
    text,
    note: fields.get('note')?.[0]?.trim().slice(0, 200) ?? '',
    base: toVersion(fields.get('base')?.[0]) ?? 0,
    ...(await findShownReplay(fields, text, dependencies)),
  };
  switch (fields.get('act')?.[0]) {
    case 'publish':
      return publish(call, edited, dependencies);
    case 'replay':
      return replay(call, edited, fields, dependencies);
    case 'shadow':
      return shadow(call, edited, fields, dependencies);
    default:
      return check(call, edited, dependencies);
  }
}

async function publish(call: Call, edited: EditedPolicy, desk: EditDependencies): Promise<HttpAnswer> {
  const { text, note, base } = edited;
  const noted = note === '' ? {} : { note };
  const order = { document: 'policy', text, base, by: BY, ...noted } as const;
  const published = await publishDocument(order, desk);
  switch (published.outcome) {
    case 'published':
      return redirect(303, `/console/policy?published=${published.version}&instead=${base}`);
    case 'superseded': {
      const version = published.inForce ?? 0;
      const trouble = say(POLICY_TEXTS.superseded, call.language, { version });
      return check(call, { ...edited, base: version, trouble }, desk, 409);
    }
    case 'faulty':
    case 'too-large':
      return check(call, edited, desk, 422);
  }
}

async function replay(
  call: Call,
  edited: EditedPolicy,
  fields: Fields,
  desk: EditDependencies,
): Promise<HttpAnswer> {
  const span = readSpan((name) => fields.get(name)?.[0]);
  if (span === undefined)
    return check(call, { ...edited, trouble: TRIAL_TEXTS.badSpan[call.language] }, desk, 422);
  const draft = await readDraft({ policy: edited.text }, desk.archive);
  if (draft.outcome !== 'read') return check(call, edited, desk, 422);
  const id = await orderReplay({ policy: draft.policy, span, by: BY }, desk);
  const shown = { id, state: await desk.replays.find(id), digest: digestOf(edited.text), isStale: false };
  return check(call, { ...edited, replay: shown }, desk);
}

async function shadow(
  call: Call,
  edited: EditedPolicy,
  fields: Fields,
  desk: EditDependencies,
): Promise<HttpAnswer> {
  const hours = readHours(fields.get('hours')?.[0]);
  if (hours === undefined)
    return check(call, { ...edited, trouble: TRIAL_TEXTS.badHours[call.language] }, desk, 422);
  const draft = await readDraft({ policy: edited.text }, desk.archive);
  if (draft.outcome !== 'read') return check(call, edited, desk, 422);
  await startTrial({ policy: draft.policy, text: draft.text, hours, by: BY }, desk);
  return redirect(303, '/console/policy#shadow');
}

async function check(
  call: Call,
  edited: EditedPolicy,
  desk: EditDependencies,
  status?: number,
): Promise<HttpAnswer> {
  const checked = await checkEdit({ document: 'policy', text: edited.text }, desk);
  if (checked === 'too-large') {
    const trouble = POLICY_TEXTS.tooLarge[call.language];
    return page(413, policyEditPage(call, { ...edited, trouble }));
  }
  return page(status ?? (checked.outcome === 'ok' ? 200 : 422), policyEditPage(call, { ...edited, checked }));
}

/** The trial that the page showed already stays there, and says when the text is another one by now. */
async function findShownReplay(
  fields: Fields,
  text: string,
  { replays }: EditDependencies,
): Promise<Pick<EditedPolicy, 'replay'>> {
  const id = fields.get('replay')?.[0] ?? '';
  if (!/^[\w-]{8,64}$/.test(id)) return {};
  const digest = fields.get('replayOf')?.[0]?.slice(0, 32) ?? '';
  return { replay: { id, state: await replays.find(id), digest, isStale: digest !== digestOf(text) } };
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
