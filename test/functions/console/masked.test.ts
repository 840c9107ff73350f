import { describe, expect, it } from 'vitest';
import type { Lead } from '#shared/domain/lead.ts';
import { anOfferedLead } from '#test/support/a-lead.ts';
import { HEAD_TOKEN, OPS_TOKEN, consoleWorld } from './console-world.ts';

const MARKS = [
  'Смирнова',
  '123-45',
  '1234567',
  'anna@',
  'лично-в-руки',
  '192.0.2.77',
  'Петров',
  '12345644',
  'тайна',
];

const PERSONAL: Lead = anOfferedLead({
  contact: {
    name: 'Анна Смирнова',
    phone: '+79991234567',
    phoneExtension: '1234567',
    email: 'anna@example.ru',
  },
  requisites: { inn: '779912345644', companyName: 'ИП Петров' },
  counterparty: {
    outcome: 'found',
    status: 'active',
    name: 'ИП ПЕТРОВ Петров',
    type: 'individual',
    inn: '779912345644',
    checkedAt: '2026-11-23T09:00:00.000Z',
    stale: false,
  },
  need: { message: 'передать лично-в-руки' },
  extra: { note: 'тайна' },
  attribution: { utm_source: 'yandex', page: 'https://example.ru/?email=anna@example.ru' },
  consent: { textVersion: '2026-09', at: '2026-11-23T09:00:00.000Z', address: '192.0.2.77' },
  faults: [{ field: 'email', code: 'no-at-sign', typed: 'тайна' }],
});

describe('the console', () => {
  it('hides from ops who somebody is, on the list and on the page of a lead', async () => {
    const world = consoleWorld([PERSONAL]);
    const headers = await world.signIn(OPS_TOKEN);

    const pages = await Promise.all(
      ['/console', '/console/leads-fragment', `/console/leads/${PERSONAL.id}`].map((path) =>
        world.ask('GET', path, { headers }),
      ),
    );

    for (const { statusCode, body } of pages) {
      expect(statusCode).toBe(200);
      expect(MARKS.filter((mark) => body.includes(mark))).toEqual([]);
    }
    expect(pages[0]?.body).toContain('Данные людей скрыты');
    expect(pages[2]?.body).toContain('+7 999 ···-··-67');
  });

  it('shows the head of sales whom to call', async () => {
    const world = consoleWorld([PERSONAL]);
    const headers = await world.signIn(HEAD_TOKEN);

    const { body } = await world.ask('GET', `/console/leads/${PERSONAL.id}`, { headers });

    expect(body).toContain('Анна Смирнова');
    expect(body).toContain('+7 999 123-45-67');
    expect(body).not.toContain('Данные людей скрыты');
  });

  it('takes no session of one role for another', async () => {
    const world = consoleWorld([PERSONAL]);
    const { cookie = '' } = await world.signIn(OPS_TOKEN);
    const forged = cookie.replace('=ops.', '=head.');

    const { statusCode } = await world.ask('GET', '/console/leads-fragment', { headers: { cookie: forged } });

    expect(forged).not.toBe(cookie);
    expect(statusCode).toBe(401);
  });
});
