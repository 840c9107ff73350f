import { companyIdOf } from '#shared/domain/company-id.ts';
import type { Counterparty, KnownCounterparty } from '#shared/domain/counterparty.ts';
import type { Lead, Requisites } from '#shared/domain/lead.ts';
import type { CounterpartyCheckSettings } from '#shared/domain/policy.ts';
import { checkCounterparty } from '#shared/intake/check-counterparty.ts';
import type { Judges } from '#shared/intake/judge-lead.ts';
import type { PretendedCounterparty } from './simulation-order.ts';

/** Where a simulation has its counterparty from. `recorded`: from the kept lead itself. */
export type CounterpartyOrigin = 'given' | 'recorded' | 'cache' | 'registry' | 'unchecked';

export interface FoundCounterparty {
  readonly counterparty: Counterparty;
  readonly from: CounterpartyOrigin;
}

/** The company of a simulated lead: as pretended, as recorded, or as cache and registry say. Nothing is remembered. */
export async function findCounterparty(
  lead: Lead,
  pretended: PretendedCounterparty | undefined,
  check: CounterpartyCheckSettings,
  { cache, registryFor, clock }: Pick<Judges, 'cache' | 'registryFor' | 'clock'>,
): Promise<FoundCounterparty> {
  if (pretended !== undefined)
    return { from: 'given', counterparty: toCounterparty(pretended, lead.requisites, clock.now()) };
  if (lead.counterparty !== undefined) return { from: 'recorded', counterparty: lead.counterparty };
  if (companyIdOf(lead.requisites) === undefined)
    return { from: 'unchecked', counterparty: { outcome: 'unchecked', because: 'no-inn' } };

  let isFromRegistry = false;
  const registry = registryFor(check);
  const counterparty = await checkCounterparty(lead.requisites, {
    cache: { find: (company) => cache.find(company), remember: async () => undefined },
    registry: {
      find: async (company, timeoutMs) => {
        const answer = await registry.find(company, timeoutMs);
        isFromRegistry = answer.outcome !== 'unavailable';
        return answer;
      },
    },
    clock,
    timeoutMs: check.timeoutMs,
  });
  if (counterparty.outcome === 'unchecked') return { from: 'unchecked', counterparty };
  return { from: isFromRegistry ? 'registry' : 'cache', counterparty };
}

function toCounterparty(pretended: PretendedCounterparty, requisites: Requisites, now: Date): Counterparty {
  const { outcome = 'found', status = 'active', stale = false, name, type, ...told } = pretended;
  const checkedAt = now.toISOString();
  const inn = requisites.inn ?? '';
  switch (outcome) {
    case 'unchecked':
      return { outcome, because: 'unavailable' };
    case 'not-found':
      return { outcome, checkedAt, stale };
    case 'found':
      return {
        outcome,
        status,
        stale,
        checkedAt,
        inn,
        name: name ?? requisites.companyName ?? '',
        type: type ?? (inn.length === 12 ? 'individual' : 'legal'),
        ...definedOf(told),
      };
  }
}

type Told = Pick<
  KnownCounterparty,
  'region' | 'okved' | 'registeredOn' | 'employees' | 'revenueRub' | 'branch'
>;

function definedOf(told: { readonly [K in keyof Told]?: Told[K] | undefined }): Told {
  const { region, okved, registeredOn, employees, revenueRub, branch } = told;
  return {
    ...(region === undefined ? {} : { region }),
    ...(okved === undefined ? {} : { okved }),
    ...(registeredOn === undefined ? {} : { registeredOn }),
    ...(employees === undefined ? {} : { employees }),
    ...(revenueRub === undefined ? {} : { revenueRub }),
    ...(branch === undefined ? {} : { branch }),
  };
}
