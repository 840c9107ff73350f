import { describe, expect, it } from 'vitest';
import { toLeadView } from '#functions/console/lead-view.ts';
import { offerEnded } from '#shared/domain/offer-life.ts';
import { aLead, aQualifiedLead, anOfferedLead } from '#test/support/a-lead.ts';
import { POLICY, TEAM } from './console-world.ts';

const RUSSIAN = { policy: POLICY, team: TEAM, language: 'ru' } as const;
const ENGLISH = { ...RUSSIAN, language: 'en' } as const;

describe('the view of a lead', () => {
  it('has the keys of the contract, and after them what else ops need to know', () => {
    expect(Object.keys(toLeadView(aLead(), RUSSIAN))).toEqual([
      ...['id', 'status', 'kind', 'source', 'provider', 'receivedAt', 'contact', 'requisites', 'need'],
      ...[
        'attribution',
        'consent',
        'call',
        'counterparty',
        'verdict',
        'score',
        'owner',
        'offer',
        'assignment',
      ],
      ...['handoffs', 'timings', 'duplicateOf', 'touches', 'timeline'],
      ...['waiting', 'faults', 'formerOffers', 'check', 'laterCheck'],
      ...[
        'openOffers',
        'sharedPool',
        'earlierOwner',
        'responseDue',
        'firstResponse',
        'lostBecause',
        'erased',
      ],
    ]);
  });

  it('says null for what is not there yet', () => {
    expect(toLeadView(aLead(), RUSSIAN)).toMatchObject({
      call: null,
      counterparty: null,
      verdict: null,
      score: null,
      owner: null,
      offer: null,
      assignment: null,
      duplicateOf: null,
      waiting: null,
      touches: [],
      timings: { qualifiedMs: null, assignedMs: null, deliveredMs: null, acceptedMs: null },
    });
  });

  it('shows what proves a consent', () => {
    const consent = {
      textVersion: '2026-11',
      at: '2026-11-23T09:00:00.000Z',
      textHash: 'a'.repeat(64),
      page: 'https://stanki.example/',
      address: '203.0.113.10',
      userAgent: 'Mozilla/5.0',
    };

    expect(toLeadView(aLead({ consent }), RUSSIAN).consent).toEqual(consent);
  });

  it('shows the budget in roubles under the word of the contract', () => {
    expect(toLeadView(aLead(), RUSSIAN).need).toEqual({
      product: 'Промышленные насосы',
      budget: 1_500_000,
      timeline: 'month',
      role: 'director',
      message: 'Нужен расчёт на три линии, прошу перезвонить.',
    });
  });

  it('explains every term of the score with the text of its step, and they sum to the total', () => {
    const { score } = toLeadView(aQualifiedLead(), RUSSIAN);

    expect(score?.terms.map(({ because }) => because)).toEqual([
      'Бюджет больше миллиона',
      'Пишет тот, кто решает',
      'Назван продукт',
      'Неизвестно: срок',
    ]);
    expect(score?.terms.reduce((sum, { points }) => sum + points, 0)).toBe(score?.total);
    expect(score?.terms[0]).toEqual({
      code: 'budget',
      points: 25,
      of: 30,
      because: 'Бюджет больше миллиона',
      step: 'over-a-million',
    });
  });

  it('says which rules were tried and what was missing for those that stayed unknown', () => {
    const { verdict } = toLeadView(aQualifiedLead(), ENGLISH);

    expect(verdict?.rules.at(-1)).toEqual({
      code: 'too-small',
      result: 'unknown',
      because: 'The order is too small. Unknown: revenue, RUB',
    });
    expect(verdict?.reasons).toEqual([]);
  });

  it('keeps the codes of a rejection beside its sentence', () => {
    const rejected = aQualifiedLead({
      status: 'rejected',
      verdict: {
        outcome: 'rejected',
        policyVersion: 3,
        reasons: ['region-not-served', 'too-small'],
        rules: [],
      },
    });

    expect(toLeadView(rejected, ENGLISH).verdict).toMatchObject({
      reasons: ['region-not-served', 'too-small'],
      because: 'We do not serve the region; The order is too small',
    });
  });

  it('names every candidate and says why, or why not', () => {
    expect(toLeadView(anOfferedLead(), ENGLISH).assignment).toMatchObject({
      pool: 'everybody',
      because: 'by turn, weights considered',
      code: 'turn',
      candidates: [
        {
          rep: 'olga',
          name: 'Ольга Ким',
          eligible: true,
          because: 'can take it, and it is their turn',
          code: 'turn',
        },
        {
          rep: 'pavel',
          eligible: true,
          because: 'could take it, but it is not their turn',
          code: 'eligible-turn',
        },
        { rep: 'ivan', eligible: false, because: 'outside working hours now', code: 'off-shift' },
      ],
    });
  });

  it('tells the timeline in words, with the reason a rep gave', () => {
    const declined = offerEnded(
      anOfferedLead(),
      'declined',
      'other: занят',
      new Date('2026-11-23T09:05:00Z'),
    );

    expect(toLeadView(declined, RUSSIAN).timeline.at(-1)).toEqual({
      at: '2026-11-23T09:05:00.000Z',
      event: 'offer.declined',
      text: 'Менеджер отказался',
      by: 'olga',
      because: 'Другая причина: занят',
      code: 'other: занят',
    });
  });

  it('shows codes nobody has words for as they are, such as those of a version that is gone', () => {
    const view = toLeadView(anOfferedLead(), { language: 'ru' });

    expect(view.score?.terms[0]?.because).toBe('over-a-million');
    expect(view.assignment?.candidates[0]?.name).toBe('olga');
  });

  it('finds no words in what every object inherits', () => {
    const lead = aLead({ timeline: [{ at: '2026-11-23T09:00:00.000Z', event: 'constructor' }] });

    expect(toLeadView(lead, RUSSIAN).timeline[0]?.text).toBe('constructor');
  });
});
