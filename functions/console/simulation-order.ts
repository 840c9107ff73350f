import * as z from 'zod/mini';
import { findNearest } from '#shared/contracts/settings/nearest.ts';
import type { Language, Sentence } from '#shared/domain/language.ts';
import type { Call } from '#shared/domain/lead.ts';
import { parseMoment } from './lead-query.ts';
import type { WantedRules } from './read-draft.ts';
import {
  CONTRADICTIONS,
  EXPECTED,
  EXPECTED_ELSE,
  MAX_FIELDS,
  MAX_FIELD_CHARACTERS,
} from './simulation-texts.ts';

/** A lead that is kept, or a submission nobody sent. */
export type SimulationSubject =
  | { readonly leadId: string }
  | {
      readonly source: string;
      readonly fields: Readonly<Record<string, string>>;
      readonly kind?: 'form' | 'call';
      readonly call?: Call;
      readonly language?: Language;
    };

/** What the registry is to have said. */
export type PretendedCounterparty = z.infer<typeof Pretended>;

export interface SimulationOrder {
  readonly subject: SimulationSubject;
  /** The version in force where nothing is said. */
  readonly rules?: WantedRules;
  readonly counterparty?: PretendedCounterparty;
  /** The moment it arrives at; now where nothing is said. */
  readonly at?: string;
}

export interface OrderFault {
  readonly field: string;
  readonly code: string;
  readonly message: Sentence;
}

export type OrderReading =
  | { readonly outcome: 'ok'; readonly order: SimulationOrder }
  | { readonly outcome: 'faulty'; readonly faults: readonly OrderFault[] };

const Text = z.string().check(z.maxLength(200));
const Count = z.int().check(z.minimum(0));
const Fields = z.record(
  z.string().check(z.maxLength(200)),
  z.string().check(z.maxLength(MAX_FIELD_CHARACTERS)),
);

const Pretended = z.object({
  outcome: z.optional(z.enum(['found', 'not-found', 'unchecked'])),
  status: z.optional(z.enum(['active', 'liquidating', 'liquidated', 'bankrupt', 'reorganizing', 'unknown'])),
  type: z.optional(z.enum(['legal', 'individual'])),
  name: z.optional(Text),
  region: z.optional(z.string().check(z.regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/))),
  okved: z.optional(z.string().check(z.regex(/^[\d.]{1,12}$/))),
  registeredOn: z.optional(z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/))),
  employees: z.optional(Count),
  revenueRub: z.optional(z.number()),
  branch: z.optional(z.boolean()),
  stale: z.optional(z.boolean()),
});

const CallShape = z.object({
  missed: z.boolean(),
  talkSeconds: z._default(Count, 0),
  trackingNumber: z.optional(Text),
});

/** What a simulation is asked for. Names it does not have are refused, with the one that was probably meant. */
export const Body = z.object({
  source: z.optional(z.string().check(z.regex(/^[\w.-]{1,64}$/))),
  fields: z.optional(Fields.check(z.refine((fields) => Object.keys(fields).length <= MAX_FIELDS))),
  kind: z.optional(z.enum(['form', 'call'])),
  call: z.optional(CallShape),
  language: z.optional(z.enum(['ru', 'en'])),
  counterparty: z.optional(Pretended),
  policyVersion: z.optional(z.int().check(z.minimum(1), z.maximum(99_999_999))),
  policy: z.optional(z.string()),
  at: z.optional(z.string().check(z.refine((text) => parseMoment(text) !== undefined))),
  leadId: z.optional(z.string().check(z.regex(/^[\w-]{8,64}$/))),
});

type Told = z.infer<typeof Body>;

/** Reads what is to be simulated; every fault is told with what would be right. */
export function parseSimulation(body: Buffer): OrderReading {
  const value = parseJson(body.toString('utf8'));
  if (!isObject(value)) return faulty([{ field: '', code: 'not-an-object', message: EXPECTED.body }]);
  const strangers = [
    ...findStrangers(value, '', Object.keys(Body.shape)),
    ...findStrangers(value['call'], 'call.', Object.keys(CallShape.shape)),
    ...findStrangers(value['counterparty'], 'counterparty.', Object.keys(Pretended.shape)),
  ];
  const told = Body.safeParse(value);
  const wrong = told.success ? findContradictions(told.data) : told.error.issues.map(toFault);
  const faults = [...strangers, ...wrong];
  return told.success && faults.length === 0 ? { outcome: 'ok', order: toOrder(told.data) } : faulty(faults);
}

function toOrder(told: Told): SimulationOrder {
  const { policy, policyVersion, counterparty } = told;
  const at = parseMoment(told.at);
  return {
    subject: toSubject(told),
    ...(policy === undefined ? {} : { rules: { policy } }),
    ...(policyVersion === undefined ? {} : { rules: { policyVersion } }),
    ...(counterparty === undefined ? {} : { counterparty }),
    ...(at === undefined ? {} : { at }),
  };
}

function toSubject({ leadId, source = '', fields = {}, kind, call, language }: Told): SimulationSubject {
  if (leadId !== undefined) return { leadId };
  return {
    source,
    fields,
    ...(kind === undefined ? {} : { kind }),
    ...(call === undefined
      ? {}
      : {
          call: {
            missed: call.missed,
            talkSeconds: call.talkSeconds,
            ...(call.trackingNumber === undefined ? {} : { trackingNumber: call.trackingNumber }),
          },
        }),
    ...(language === undefined ? {} : { language }),
  };
}

function findContradictions(told: Told): readonly OrderFault[] {
  const { leadId, source, fields, kind, call, language, policy, policyVersion, at } = told;
  const faults: OrderFault[] = [];
  const refuse = (field: string, code: keyof typeof CONTRADICTIONS) =>
    faults.push({ field, code, message: CONTRADICTIONS[code] });
  if (policy !== undefined && policyVersion !== undefined) refuse('policy', 'policy-or-version');
  const ofSubmission = [source, fields, kind, call, language, at];
  if (leadId !== undefined && ofSubmission.some((one) => one !== undefined))
    refuse('leadId', 'lead-or-source');
  if (leadId === undefined && source === undefined) refuse('source', 'nothing-to-judge');
  if (call !== undefined && kind === 'form') refuse('call', 'not-a-call');
  return faults;
}

function findStrangers(value: unknown, prefix: string, known: readonly string[]): readonly OrderFault[] {
  if (!isObject(value)) return [];
  return Object.keys(value)
    .filter((name) => !known.includes(name))
    .slice(0, 10)
    .map((name) => unknownField(`${prefix}${name}`, name, known));
}

/** A name nobody has given a meaning, with the one that was probably meant. */
export function unknownField(field: string, name: string, known: readonly string[]): OrderFault {
  const meant = findNearest(name, known);
  return {
    field: field.slice(0, 100),
    code: 'unknown-field',
    message: {
      ru: `Такого поля нет${meant === undefined ? `; есть: ${known.join(', ')}.` : `, возможно, имелось в виду «${meant}».`}`,
      en: `There is no such field${meant === undefined ? `; there are: ${known.join(', ')}.` : `, did you mean “${meant}”?`}`,
    },
  };
}

function toFault({ path }: z.core.$ZodIssue): OrderFault {
  const field = path.map(String).join('.').slice(0, 100);
  const place = path[0] === 'fields' && path.length > 1 ? 'fields.*' : field;
  return { field, code: 'wrong-value', message: EXPECTED[place] ?? EXPECTED_ELSE };
}

function faulty(faults: readonly OrderFault[]): OrderReading {
  return { outcome: 'faulty', faults };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
