import type { PolicyDifference } from '#shared/domain/policy-difference.ts';

/** The lead of that number, a second after the one before: newly rejected by a draft. */
export function aDifference(number: number, overrides: Partial<PolicyDifference> = {}): PolicyDifference {
  return {
    leadId: `lead-${String(number).padStart(8, '0')}`,
    receivedAt: new Date(Date.UTC(2026, 10, 23, 9) + number * 1_000).toISOString(),
    source: 'main-site',
    status: 'offered',
    owner: 'olga',
    kinds: ['newly-rejected'],
    before: { outcome: 'qualified', score: 72, grade: 'A', pool: 'key' },
    after: { outcome: 'rejected', reason: 'too-small' },
    ...overrides,
  };
}
