import { describe, expect, it } from 'vitest';
import type { Lead } from '#shared/domain/lead.ts';
import { responseCard } from '#shared/domain/notice-card.ts';
import { accepted } from '#shared/domain/offer-life.ts';
import { responseNoticeText } from '#shared/domain/response-notices.ts';
import { takenOver } from '#shared/domain/take-over.ts';
import { anOfferedLead } from '#test/support/a-lead.ts';

const NOW = new Date('2026-11-23T10:00:00.000Z');
const TAKEOVER = {
  supervisor: 'boss',
  because: 'no-response',
  teamVersion: 7,
  destinations: ['crm'],
  messengers: ['messenger'],
} as const;

describe('a lead that is taken over', () => {
  it('is one step: the supervisor is asked next, and the decision says who was passed over', () => {
    const lead = accepted(anOfferedLead(), NOW);
    const taken = takenOver(lead, TAKEOVER, NOW);

    expect(taken.version).toBe(lead.version + 1);
    expect(taken.offer).toMatchObject({ rep: 'boss', state: 'open', attempt: 2 });
    expect(taken.assignment).toEqual({
      pool: 'supervisor',
      strategy: 'escalation',
      because: 'no-response',
      at: NOW.toISOString(),
      teamVersion: 7,
      candidates: [
        { rep: 'olga', eligible: false, because: 'no-response' },
        { rep: 'boss', eligible: true, because: 'supervisor' },
      ],
    });
  });

  it('ends instead, when a later check has found that nobody should have it', () => {
    const lead = accepted(anOfferedLead(), NOW);
    const found: Lead = {
      ...lead,
      laterCheck: {
        at: NOW.toISOString(),
        counterparty: { outcome: 'not-found', checkedAt: NOW.toISOString() } as never,
        verdict: { outcome: 'rejected', policyVersion: 3, reasons: ['company-unknown'], rules: [] },
      },
    };
    const ended = takenOver(found, TAKEOVER, NOW);

    expect(ended).toMatchObject({ status: 'rejected', version: lead.version + 1 });
    expect(ended).not.toHaveProperty('owner');
    expect(ended.handoffs.filter(({ outcome }) => outcome === 'pending')).toEqual([]);
  });
});

describe('the card of a client who waits', () => {
  it('says it first, then whom to call, and nothing about staying yours', () => {
    const notice = responseNoticeText('response-due');
    if (notice === undefined) throw new Error('no words');
    const card = responseCard(anOfferedLead(), notice, 'ru', 'Europe/Moscow');

    expect(card.title).toContain('Пора связаться с клиентом');
    expect(card.lines.map(({ code }) => code)).toEqual([
      'lead',
      'name',
      'phone',
      'email',
      'budget',
      'product',
    ]);
    expect(responseNoticeText('company-liquidated')).toBeUndefined();
  });
});
