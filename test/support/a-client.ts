import { judged } from '#shared/domain/lead-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { aLead } from './a-lead.ts';

const COUNTERPARTY = { outcome: 'unchecked', because: 'no-inn' } as const;
const VERDICT = { policyVersion: 1, reasons: [], rules: [] };

/** A lead as it was kept, of a client that tells nothing but what is given. */
export function aStranger(id: string, overrides: Partial<Lead> = {}): Lead {
  return aLead({ id, contact: { name: 'Анна' }, requisites: {}, ...overrides });
}

/** Its next version, qualified. */
export function qualified(lead: Lead): Lead {
  const judgement = {
    verdict: { ...VERDICT, outcome: 'qualified' as const },
    score: { total: 0, grade: 'C' as const, terms: [] },
  };
  return judged(lead, COUNTERPARTY, judgement, new Date(lead.receivedAt));
}

/** Its next version, rejected because nobody serves that region. */
export function rejected(lead: Lead): Lead {
  const verdict = { ...VERDICT, outcome: 'rejected' as const, reasons: ['region-not-served'] };
  return judged(lead, COUNTERPARTY, { verdict }, new Date(lead.receivedAt));
}
