import { createHmac } from 'node:crypto';
import * as z from 'zod/mini';
import type { FormEntry } from '#shared/domain/form-entry.ts';
import type { Source } from '#shared/domain/source.ts';
import { nameReader } from '#shared/intake/form/field-names.ts';
import { fromJson } from '#shared/intake/form/form-entries.ts';
import { isProvedBy } from '#shared/intake/proof/secrets.ts';
import type { Provider, ProviderRequest, Reading } from '#shared/intake/provider.ts';
import { unreadable } from '#shared/runtime/body-outcome.ts';
import { chooseName, isKnown } from './choose-name.ts';
import { ForeignId, OptionalId, OptionalText, marksOf, readJson } from './json-body.ts';
import { toSubmission } from './to-submission.ts';

/**
 * Typeform webhooks (www.typeform.com/developers/webhooks).
 *
 * It stops sending at the first 404 or 410, and tries again for ten hours at 408, 423, 429 and 503. Nothing signed
 * says when: a recorded request can be sent again, and is the same event. Which types an answer may have besides those
 * read here is UNVERIFIED. No options.
 */
export const typeform: Provider = {
  id: 'typeform',
  isGenuine,
  read,
  success: { status: 200, body: '' },
};

const Answer = z.looseObject({ type: z.string(), field: z.object({ id: OptionalId, ref: OptionalId }) });

const Question = z.object({ id: OptionalId, ref: OptionalId, title: OptionalText });

/** A group of questions, such as the contact's, keeps them inside. */
const Questions = z.catch(
  z.array(
    z.extend(Question, {
      properties: z.catch(z.optional(z.object({ fields: z.optional(z.array(Question)) })), undefined),
    }),
  ),
  [],
);

const Response = z.object({
  event_id: ForeignId,
  form_response: z.object({
    form_id: OptionalId,
    hidden: z.catch(z.optional(z.record(z.string(), z.unknown())), undefined),
    definition: z.catch(z.optional(z.object({ fields: Questions })), undefined),
    answers: z.nullish(z.array(Answer)),
  }),
});

type Response = z.infer<typeof Response>['form_response'];
type Answer = z.infer<typeof Answer>;
type Question = z.infer<typeof Question>;

/** `Typeform-Signature` is `sha256=` and base64 of HMAC-SHA256 over the body. */
function isGenuine({ headers, body }: ProviderRequest, _source: Source, secrets: readonly string[]): boolean {
  return isProvedBy(
    secrets,
    headers['typeform-signature'],
    (secret) => `sha256=${createHmac('sha256', secret).update(body).digest('base64')}`,
  );
}

async function read(request: ProviderRequest, source: Source): Promise<Reading> {
  const json = await readJson(request);
  if (json.outcome === 'unreadable') return json;
  const event = z.object({ event_type: z.string() }).safeParse(json.value);
  if (event.success && event.data.event_type !== 'form_response')
    return { outcome: 'ignored', because: 'not-a-whole-response' };
  const response = Response.safeParse(json.value);
  if (!response.success) return unreadable(422, 'not-a-form-response');
  const { event_id: eventId, form_response: form } = response.data;
  const submission = toSubmission({
    source,
    provider: 'typeform',
    eventId,
    entries: toEntries(form, source),
    attribution: marksOf({ form_id: form.form_id }),
  });
  return { outcome: 'submission', submission };
}

/** What the visitor answered comes before what the page put into a hidden field of the same meaning. */
function toEntries({ answers, definition, hidden }: Response, source: Source): readonly FormEntry[] {
  const questions = (definition?.fields ?? []).flatMap((one) => [one, ...(one.properties?.fields ?? [])]);
  const answered = (answers ?? []).map((answer) => ({
    name: nameOf(answer, questions, source),
    text: textOf(answer),
  }));
  const meaningOf = nameReader(source);
  const told = new Set(answered.map(({ name }) => meaningOf(name)));
  return [...answered, ...(fromJson(hidden) ?? []).filter(({ name }) => !told.has(meaningOf(name)))];
}

/** By the reference its author gave the question, else by its title, else by what kind of answer it takes. */
function nameOf({ type, field }: Answer, questions: readonly Question[], source: Source): string {
  const isAsked = ({ id, ref }: Question) => (id === undefined ? ref === field.ref : id === field.id);
  const name = chooseName([field.ref, questions.find(isAsked)?.title], source);
  if (isKnown(name, source)) return name;
  if (type === 'phone_number') return 'phone';
  return type === 'email' ? 'email' : name;
}

const Choice = z.object({ label: OptionalText, other: OptionalText });
const Choices = z.object({ labels: z.catch(z.array(z.string()), []), other: OptionalText });

/** An answer's value is under the name of its type. */
function textOf(answer: Answer): string {
  const value = answer[answer.type];
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  const several = Choices.safeParse(value);
  const one = Choice.safeParse(value);
  if (!several.success || !one.success) return '';
  const chosen = [one.data.label, ...several.data.labels, one.data.other];
  return chosen.filter((text) => text !== undefined).join(', ');
}
