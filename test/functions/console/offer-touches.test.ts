import { describe, expect, it } from 'vitest';
import { accepted, offerEnded } from '#shared/domain/offer-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { aTouch, anOfferedLead } from '#test/support/a-lead.ts';
import { BROWSER, consoleWorld } from './console-world.ts';

const OFFER = '/o/lead-00000001~1';
const NOW = new Date('2026-11-23T09:06:00.000Z');

describe('the rep’s page of a lead whose client came again', () => {
  const { first, touch } = aTouch(anOfferedLead(), {
    kind: 'form',
    source: 'shop',
    call: undefined,
    contact: { name: 'Пётр Новиков', phone: '+79990000009' },
    need: { message: 'Когда ответите?' },
  });

  it('says so, and not whom it was, while the offer is open', async () => {
    const body = await pageOf(first, touch);

    for (const part of [
      'Обращался ещё',
      'форма (shop)',
      'Клиент обратился снова: форма',
      'Когда ответите?',
    ]) {
      expect(body).toContain(part);
    }
    expect(body).not.toMatch(/Пётр|79990000009/);
  });

  it('shows who it was once the lead is accepted', async () => {
    const body = await pageOf(accepted(first, NOW), touch);

    expect(body).toContain('Пётр Новиков');
    expect(body).toContain('+79990000009');
  });

  it('shows nothing of it to a rep who declined', async () => {
    const body = await pageOf(offerEnded(first, 'declined', undefined, NOW), touch);

    expect(body).not.toContain('Когда ответите?');
  });
});

async function pageOf(...leads: readonly Lead[]): Promise<string> {
  return (await consoleWorld(leads).ask('GET', OFFER, { headers: BROWSER })).body;
}
