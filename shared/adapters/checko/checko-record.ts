import * as z from 'zod/mini';
import { statusOfStateCode } from '#shared/domain/company-state.ts';
import type { CompanyId, CounterpartyStatus, KnownCounterparty } from '#shared/domain/counterparty.ts';
import { isoRegionOf } from '#shared/domain/tax-regions.ts';

/** A fact that may be missing, null, or of a shape we have not seen: all three mean that nobody knows. */
const text = z.catch(z.optional(z.string()), undefined);
const number = z.catch(z.optional(z.number()), undefined);
const coded = z.catch(z.optional(z.object({ Код: text, Наим: text })), undefined);

const Party = z.object({
  ИНН: z.string(),
  КПП: text,
  ОГРН: text,
  ОГРНИП: text,
  НаимСокр: text,
  НаимПолн: text,
  ФИО: text,
  ДатаРег: text,
  СЧР: number,
  Статус: coded,
  Регион: coded,
  ОКВЭД: coded,
});

const Answer = z.object({
  data: z.unknown(),
  meta: z.object({ status: z.string(), message: text }),
});

export type CheckoAnswer =
  | { readonly outcome: 'party'; readonly party: z.infer<typeof Party> }
  | { readonly outcome: 'nobody' }
  | { readonly outcome: 'error'; readonly message: string };

/** What an answer says; undefined when it is not an answer of this registry at all. */
export function parseAnswer(body: string): CheckoAnswer | undefined {
  const parsed = Answer.safeParse(parseJson(body));
  if (!parsed.success) return undefined;
  const { data, meta } = parsed.data;
  if (meta.status !== 'ok') return { outcome: 'error', message: meta.message ?? '' };
  const party = Party.safeParse(data);
  return party.success ? { outcome: 'party', party: party.data } : { outcome: 'nobody' };
}

/**
 * The company as we keep it. The register of head offices and sole traders knows no branches: under the KPP of one
 * this is its head office.
 */
export function toCounterparty(
  party: z.infer<typeof Party>,
  { id }: CompanyId,
  now: Date,
): KnownCounterparty | undefined {
  if (party.ИНН !== id) return undefined;
  const individual = id.length === 12;
  const facts = {
    kpp: party.КПП,
    ogrn: party.ОГРН ?? party.ОГРНИП,
    region: isoRegionOf(party.Регион?.Код ?? ''),
    okved: party.ОКВЭД?.Код,
    registeredOn: /^\d{4}-\d\d-\d\d$/.exec(party.ДатаРег ?? '')?.[0],
    employees: party.СЧР,
    ...(individual ? {} : { branch: false }),
  };
  return {
    outcome: 'found',
    status: statusOf(party.Статус),
    name: nameOf(party, individual),
    type: individual ? 'individual' : 'legal',
    inn: id,
    ...withoutUnknown(facts),
    checkedAt: now.toISOString(),
    registry: 'checko',
    stale: false,
  };
}

function nameOf(party: z.infer<typeof Party>, individual: boolean): string {
  if (individual && party.ФИО !== undefined) return `ИП ${party.ФИО}`;
  return party.НаимСокр ?? party.НаимПолн ?? party.ИНН;
}

/** States in words, the more telling first: a company in bankruptcy «действует» as well. */
const STATES: readonly (readonly [RegExp, CounterpartyStatus])[] = [
  [/банкрот|конкурсн|наблюдени|внешнее управление|финансов\S* оздоровлени/i, 'bankrupt'],
  [/реорганиз/i, 'reorganizing'],
  [/стадии ликвидации|решение о ликвидации|предстоящ\S* исключени/i, 'liquidating'],
  [/ликвидир|прекра|исключ|не ?действу/i, 'liquidated'],
  [/действу/i, 'active'],
];

/** The words say it plainly; the code is the tax service's where it is one of its directory. */
function statusOf(state: z.infer<typeof coded>): CounterpartyStatus {
  const known = STATES.find(([words]) => words.test(state?.Наим ?? ''));
  return known?.[1] ?? statusOfStateCode(state?.Код);
}

function withoutUnknown<T extends object>(
  facts: T,
): { readonly [key in keyof T]?: Exclude<T[key], undefined> } {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as T;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
