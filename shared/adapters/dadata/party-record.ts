import * as z from 'zod/mini';
import { statusOfStateCode } from '#shared/domain/company-state.ts';
import type { CounterpartyStatus, KnownCounterparty } from '#shared/domain/counterparty.ts';

/**
 * A fact that may be missing, null, or of a shape we have not seen: all three mean that nobody knows.
 * One odd field must not cost us the rest of the record.
 */
const text = z.catch(z.optional(z.string()), undefined);
const number = z.catch(z.optional(z.number()), undefined);

const Party = z.object({
  inn: z.string(),
  kpp: text,
  ogrn: text,
  type: text,
  branch_type: text,
  okved: text,
  employee_count: number,
  name: z.catch(z.optional(z.object({ short_with_opf: text, full_with_opf: text })), undefined),
  state: z.catch(z.optional(z.object({ status: text, code: text, registration_date: number })), undefined),
  address: z.catch(
    z.optional(z.object({ data: z.catch(z.optional(z.object({ region_iso_code: text })), undefined) })),
    undefined,
  ),
  finance: z.catch(z.optional(z.object({ revenue: number })), undefined),
});

const Answer = z.object({
  suggestions: z.array(z.catch(z.nullable(z.object({ value: text, data: Party })), null)),
});

/** A record of the registry, before it is one of ours. */
export interface PartyRecord {
  readonly title: string | undefined;
  readonly party: z.infer<typeof Party>;
}

/** The records of an answer; undefined when it is not an answer of this registry at all. */
export function parseRecords(body: string): readonly PartyRecord[] | undefined {
  const parsed = Answer.safeParse(parseJson(body));
  if (!parsed.success) return undefined;
  return parsed.data.suggestions
    .filter((suggestion) => suggestion !== null)
    .map(({ value, data }) => ({ title: value, party: data }));
}

/**
 * The record that is meant by an INN, and by a KPP where one is known. There may be several: branches
 * share the INN of their head office, and a sole trader who began anew has one record for each time.
 */
export function pickRecord(
  records: readonly PartyRecord[],
  inn: string,
  kpp?: string,
): PartyRecord | undefined {
  const rank = ({ party }: PartyRecord): readonly number[] => [
    kpp !== undefined && party.kpp === kpp ? 1 : 0,
    statusOf(party) === 'liquidated' ? 0 : 1,
    party.branch_type === 'BRANCH' ? 0 : 1,
    statusOf(party) === 'active' ? 1 : 0,
    party.state?.registration_date ?? Number.NEGATIVE_INFINITY,
  ];
  return records
    .filter(({ party }) => party.inn === inn)
    .map((record) => ({ record, rank: rank(record) }))
    .sort((one, other) => compareRanks(other.rank, one.rank))[0]?.record;
}

export function isBranch({ party }: PartyRecord): boolean {
  return party.branch_type === 'BRANCH';
}

/**
 * The company as we keep it. A branch is recorded without age, staff and money: those are its head
 * office's, and so is the end of the company.
 */
export function toCounterparty(
  record: PartyRecord,
  headOffice: PartyRecord | undefined,
  now: Date,
): KnownCounterparty {
  const { party, title } = record;
  const company = headOffice?.party;
  const status = statusOf(party);
  return {
    outcome: 'found',
    status: company !== undefined && status === 'active' ? statusOf(company) : status,
    name: party.name?.short_with_opf ?? party.name?.full_with_opf ?? title ?? party.inn,
    type: isIndividual(party) ? 'individual' : 'legal',
    inn: party.inn,
    ...known('kpp', party.kpp),
    ...known('ogrn', party.ogrn),
    ...known('region', party.address?.data?.region_iso_code),
    ...known('okved', party.okved ?? company?.okved),
    ...known('registeredOn', toDate(registrationOf(party) ?? registrationOf(company))),
    ...known('employees', party.employee_count ?? company?.employee_count),
    ...known('revenueRub', toWholeRoubles(party.finance?.revenue ?? company?.finance?.revenue)),
    ...(party.branch_type === undefined ? {} : { branch: isBranch(record) }),
    checkedAt: now.toISOString(),
    registry: 'dadata',
    stale: false,
  };
}

type Party = z.infer<typeof Party>;

/** The registry's list of statuses has grown twice; one we do not know is judged by its state code. */
function statusOf({ state }: Party): CounterpartyStatus {
  switch (state?.status) {
    case 'ACTIVE':
      return 'active';
    case 'LIQUIDATING':
      return 'liquidating';
    case 'LIQUIDATED':
      return 'liquidated';
    case 'BANKRUPT':
      return 'bankrupt';
    case 'REORGANIZING':
      return 'reorganizing';
    default:
      return statusOfStateCode(state?.code);
  }
}

function isIndividual(party: Party): boolean {
  return party.type === undefined ? party.inn.length === 12 : party.type === 'INDIVIDUAL';
}

/** A company is as old as its registration; `ogrn_date` only says since when it is in this register. */
function registrationOf(party: Party | undefined): number | undefined {
  return party?.state?.registration_date;
}

function toDate(epochMs: number | undefined): string | undefined {
  if (epochMs === undefined || Math.abs(epochMs) > 8.64e15) return undefined;
  return new Date(epochMs).toISOString().slice(0, 10);
}

function toWholeRoubles(roubles: number | undefined): number | undefined {
  return roubles === undefined ? undefined : Math.round(roubles);
}

function known<K extends string, V>(key: K, value: V | undefined): { readonly [key in K]?: V } {
  if (value === undefined) return {};
  const fact: { [key in K]?: V } = {};
  fact[key] = value;
  return fact;
}

function compareRanks(one: readonly number[], other: readonly number[]): number {
  for (const [index, value] of one.entries()) {
    const against = other[index] ?? 0;
    if (value !== against) return value > against ? 1 : -1;
  }
  return 0;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
