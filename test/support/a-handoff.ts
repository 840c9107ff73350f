import type { Destination } from '#shared/domain/destination.ts';
import type { Handoff } from '#shared/domain/handoff.ts';
import type { Rep } from '#shared/domain/team.ts';
import type { HandoffRequest } from '#shared/ports/destination-gateway.ts';
import type { Secrets } from '#shared/ports/secrets.ts';
import { anOfferedLead } from './a-lead.ts';

export function aRep(overrides: Partial<Rep> = {}): Rep {
  return {
    id: 'olga',
    name: 'Ольга Ким',
    hours: { timeZone: 'Europe/Moscow', week: {}, daysOff: [] },
    capacity: 10,
    active: true,
    accounts: { crm: '17', messenger: '700100', hook: 'olga' },
    ...overrides,
  };
}

export type HandoffOverrides = Partial<Omit<HandoffRequest, 'destination' | 'handoff'>> & {
  readonly handoff?: Partial<Handoff>;
};

/** A lead on its first way to a destination, offered to Olga. */
export function aHandoffTo<D extends Destination>(destination: D, overrides: HandoffOverrides = {}) {
  const first: Handoff = {
    destination: destination.id,
    rep: 'olga',
    offerAttempt: 1,
    attempt: 0,
    outcome: 'pending',
  };
  return {
    lead: overrides.lead ?? anOfferedLead(),
    rep: overrides.rep ?? aRep(),
    offerUrl: overrides.offerUrl ?? 'https://leads.example.com/o/token',
    destination,
    ...(overrides.touch === undefined ? {} : { touch: overrides.touch }),
    ...(overrides.notice === undefined ? {} : { notice: overrides.notice }),
    ...(overrides.pageUrl === undefined ? {} : { pageUrl: overrides.pageUrl }),
    handoff: { ...first, ...overrides.handoff },
  };
}

export function secretsOf(values: Readonly<Record<string, string>>): Secrets {
  return { find: async (name) => values[name] };
}
