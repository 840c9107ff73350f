import { describe, expect, it } from 'vitest';
import { toWebhookEvent, toWebhookId } from '#shared/adapters/standard-webhook/webhook-event.ts';
import { aHandoffTo, type HandoffOverrides } from '#test/support/a-handoff.ts';
import { anOfferedUnchecked, foundOut } from '#test/support/check-world.ts';
import { aTouch, anOfferedLead } from '#test/support/a-lead.ts';

const DESTINATION = { id: 'hook', type: 'webhook', url: 'http://127.0.0.1:9', secret: 'signing' } as const;

describe('the event that a client came again', () => {
  it('is one of its own, with the lead’s id and all that was said now', () => {
    const event = toWebhookEvent(
      request('lead-00000002', { offerUrl: '', pageUrl: 'https://l.example/o/1' }),
    );

    expect(JSON.parse(JSON.stringify(event))).toMatchObject({
      type: 'lead.touched',
      timestamp: '2026-11-23T09:05:00.000Z',
      data: {
        lead: { id: 'lead-00000001' },
        touch: {
          id: 'lead-00000002',
          kind: 'call',
          source: 'mango',
          contact: { phone: '+79991234567' },
          call: { missed: true },
        },
        owner: { id: 'olga', name: 'Ольга Ким' },
        url: 'https://l.example/o/1',
      },
    });
  });

  it('has an id that stays for every attempt, and differs for every touch and from the lead’s own', () => {
    const ids = [
      toWebhookId(request('lead-00000002')),
      toWebhookId(request('lead-00000002', { handoff: { attempt: 3, outcome: 'uncertain' } })),
      toWebhookId(request('lead-00000003')),
      toWebhookId(aHandoffTo(DESTINATION)),
    ];

    expect(ids[1]).toBe(ids[0]);
    expect(new Set(ids).size).toBe(3);
    expect(ids[0]).toMatch(/^msg_[0-9a-f]{32}$/);
  });
});

describe('the event of what a later check has found', () => {
  const notice = { ru: 'Компания ликвидирована.', en: 'The company has been liquidated.' };
  const told = (overrides: HandoffOverrides = {}) =>
    aHandoffTo(DESTINATION, {
      lead: foundOut(anOfferedUnchecked()),
      notice,
      offerUrl: '',
      pageUrl: 'https://l.example/o/1',
      handoff: { notice: 'company-liquidated', ...overrides.handoff },
    });

  it('names the lead, the reason in words and as a code, and what the registry said', () => {
    expect(JSON.parse(JSON.stringify(toWebhookEvent(told())))).toEqual({
      type: 'lead.notice',
      timestamp: '2026-11-23T09:02:00.000Z',
      data: {
        lead: { id: 'lead-00000001' },
        notice: { code: 'company-liquidated', text: 'Компания ликвидирована.' },
        counterparty: expect.objectContaining({ status: 'liquidated', registry: 'dadata' }),
        owner: { id: 'olga', name: 'Ольга Ким' },
        url: 'https://l.example/o/1',
      },
    });
  });

  it('has an id that stays for every attempt, and is another than that of the lead and of other news', () => {
    const again = told({ handoff: { attempt: 2, outcome: 'uncertain' } });
    const other = told({ handoff: { notice: 'company-bankrupt' } });

    expect(toWebhookId(again)).toBe(toWebhookId(told()));
    expect(new Set([told(), other, aHandoffTo(DESTINATION)].map(toWebhookId)).size).toBe(3);
  });
});

function request(id: string, overrides: HandoffOverrides = {}) {
  const { first, touch } = aTouch(anOfferedLead(), { id });
  return aHandoffTo(DESTINATION, {
    lead: first,
    touch,
    ...overrides,
    handoff: { touch: touch.id, ...overrides.handoff },
  });
}
