import * as z from 'zod/mini';
import { parseEmail } from '#shared/domain/email.ts';
import type { PhoneNumbers } from '#shared/ports/phone-numbers.ts';
import type { ErasureOrder } from './erase-person.ts';

/** Country of a phone that is written without its country. */
const REGION = 'RU';

const MAX_REASON_CHARACTERS = 200;

/** A phone, or an address: a reason is kept for years, and must not bring back what was erased. */
const TELLS_OF_PERSON = /@|\d(?:[\s().-]*\d){9}/;

/** What `POST /v1/erasures` takes: at least one of the first three. */
export const ErasureBody = z.strictObject({
  phone: z.optional(z.string().check(z.maxLength(100))),
  email: z.optional(z.string().check(z.maxLength(400))),
  leadId: z.optional(z.string().check(z.regex(/^[\w.-]{1,64}$/))),
  reason: z.optional(z.string().check(z.trim(), z.maxLength(MAX_REASON_CHARACTERS))),
});

export type OrderFault =
  'nobody-named' | 'bad-phone' | 'bad-email' | 'bad-lead-id' | 'bad-reason' | 'unknown-field';

export type OrderReading =
  | { readonly outcome: 'order'; readonly order: Omit<ErasureOrder, 'by'> }
  | {
      readonly outcome: 'faulty';
      readonly faults: readonly { readonly field: string; readonly code: OrderFault }[];
    };

/** Reads whom to erase, as people write phones and addresses. */
export function readErasureOrder(value: unknown, phones: PhoneNumbers): OrderReading {
  const parsed = ErasureBody.safeParse(value);
  if (!parsed.success) {
    const fields = new Set(parsed.error.issues.map(({ path }) => String(path[0] ?? '')));
    return faulty(
      ...[...fields].map((field) => ({ field, code: FAULTS[field] ?? ('unknown-field' as const) })),
    );
  }
  const { phone, email, leadId, reason } = parsed.data;
  const e164 = phone === undefined ? undefined : phones.parse(phone, REGION)?.e164;
  const address = email === undefined ? undefined : parseEmail(email);
  if (phone !== undefined && e164 === undefined) return faulty({ field: 'phone', code: 'bad-phone' });
  if (email !== undefined && address === undefined) return faulty({ field: 'email', code: 'bad-email' });
  if (e164 === undefined && address === undefined && leadId === undefined)
    return faulty({ field: '', code: 'nobody-named' });
  if (reason !== undefined && TELLS_OF_PERSON.test(reason))
    return faulty({ field: 'reason', code: 'bad-reason' });
  const contacts = {
    ...(e164 === undefined ? {} : { phone: e164 }),
    ...(address === undefined ? {} : { email: address }),
  };
  const ofLead = leadId === undefined ? {} : { leadId };
  return { outcome: 'order', order: { contacts, ...ofLead, ...(reason ? { reason } : {}) } };
}

const FAULTS: Readonly<Record<string, OrderFault>> = {
  phone: 'bad-phone',
  email: 'bad-email',
  leadId: 'bad-lead-id',
  reason: 'bad-reason',
};

function faulty(...faults: Extract<OrderReading, { readonly outcome: 'faulty' }>['faults']): OrderReading {
  return { outcome: 'faulty', faults };
}
