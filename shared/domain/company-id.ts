import type { CompanyId } from './counterparty.ts';
import type { Requisites } from './lead.ts';

/** The number a lead's company can be asked about by; undefined where it gave none. */
export function companyIdOf({ inn, kpp }: Requisites): CompanyId | undefined {
  if (inn === undefined) return undefined;
  return { country: 'RU', id: inn, ...(kpp === undefined ? {} : { kpp }) };
}
