import { describe, expect, it } from 'vitest';
import { countLeads, percentile } from '#functions/console/pages/counters.ts';
import { maskPhone } from '#shared/domain/mask-person.ts';
import { duration, fullPhone } from '#functions/console/pages/format.ts';
import { toLeadView } from '#functions/console/lead-view.ts';
import { handoffsTried } from '#shared/domain/lead-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { aLead, aQualifiedLead, anOfferedLead } from '#test/support/a-lead.ts';
import { anOfferedUnchecked, foundOut } from '#test/support/check-world.ts';
import { AUTHORIZED, BROWSER, FORM, OPS_TOKEN, consoleWorld } from './console-world.ts';

const HOSTILE = `<script>alert("x")</script>'"><img src=x onerror=alert(1)>`;

describe('signing in to the console', () => {
  it('is asked of everybody without a session', async () => {
    const { ask } = consoleWorld([anOfferedLead()]);

    for (const path of ['/console', '/console/leads-fragment', '/console/leads/lead-00000001']) {
      const answer = await ask('GET', path, { headers: { ...BROWSER, ...AUTHORIZED } });

      expect(answer.statusCode).toBe(path === '/console' ? 200 : 401);
      expect(answer.body).toContain('name="token"');
      expect(answer.body).not.toContain('РОМАШКА');
    }
  });

  it('needs the token', async () => {
    const { ask } = consoleWorld();

    const answer = await ask('POST', '/console/sign-in', { headers: FORM, body: 'token=guess' });

    expect(answer.statusCode).toBe(401);
    expect(answer.cookies).toBeUndefined();
    expect(answer.body).toContain('Токен не подошёл');
  });

  it('gives a cookie no script can read and no other site can send', async () => {
    const { ask } = consoleWorld();

    const answer = await ask('POST', '/console/sign-in', { headers: FORM, body: `token=${OPS_TOKEN}` });

    expect(answer).toMatchObject({ statusCode: 303, headers: { location: '/console' } });
    expect(answer.cookies?.[0]).toMatch(
      /; Path=\/console; Max-Age=43200; HttpOnly; SameSite=Strict; Secure$/,
    );
    expect(answer.cookies?.[0]).not.toContain(OPS_TOKEN);
  });

  it.each([
    ['127.0.0.1:8080', 'http', false],
    ['localhost', 'http', false],
    ['localhost', 'https', true],
    ['localhost.example.com', 'http', true],
  ])('on %s over %s makes the cookie Secure: %s', async (host, proto, secure) => {
    const { ask } = consoleWorld();
    const headers = { ...FORM, host, 'x-forwarded-proto': proto };

    const { cookies } = await ask('POST', '/console/sign-in', { headers, body: `token=${OPS_TOKEN}` });

    expect(cookies?.[0]?.includes('Secure')).toBe(secure);
  });

  it('leads back to the page asked for, and never to another site', async () => {
    const { ask } = consoleWorld();
    const locationFor = async (next: string): Promise<unknown> => {
      const body = new URLSearchParams({ token: OPS_TOKEN, next }).toString();
      return (await ask('POST', '/console/sign-in', { headers: FORM, body })).headers?.['location'];
    };

    expect(await locationFor('/console/leads/lead-00000001')).toBe('/console/leads/lead-00000001');
    expect(await locationFor('https://evil.example/')).toBe('/console');
    expect(await locationFor('//evil.example/')).toBe('/console');
  });

  it('is over after twelve hours', async () => {
    const { ask, clock, signIn } = consoleWorld();
    const headers = await signIn();
    expect((await ask('GET', '/console/leads-fragment', { headers })).statusCode).toBe(200);

    clock.moment = new Date(clock.moment.getTime() + 12 * 3_600_000);

    expect((await ask('GET', '/console/leads-fragment', { headers })).statusCode).toBe(401);
  });

  it.each([
    ['a later end', (cookie: string) => cookie.replace(/\.(\d)/, '.9')],
    ['another signature', (cookie: string) => `${cookie.slice(0, -1)}${cookie.endsWith('A') ? 'B' : 'A'}`],
    ['no signature', (cookie: string) => cookie.replace(/\.[^.]*$/, '.')],
    ['nothing at all', () => 'lead_relay_session='],
  ])('is not to be had by giving the cookie %s', async (_, forge) => {
    const { ask, signIn } = consoleWorld();
    const headers = await signIn();

    const answer = await ask('GET', '/console/leads-fragment', {
      headers: { ...headers, cookie: forge(headers['cookie'] ?? '') },
    });

    expect(answer.statusCode).toBe(401);
  });

  it('ends with a new token', async () => {
    const headers = await consoleWorld().signIn();
    const { ask } = consoleWorld([], { secrets: { find: async () => 'another token' } });

    expect((await ask('GET', '/console/leads-fragment', { headers })).statusCode).toBe(401);
  });
});

describe('the pages of the console', () => {
  it('show the root where they are', async () => {
    expect(await consoleWorld().ask('GET', '/')).toMatchObject({
      statusCode: 302,
      headers: { location: '/console' },
    });
  });

  it('list leads with masked phones, verdict, score, owner and time to hand-off', async () => {
    const { ask, signIn } = consoleWorld([deliveredAfter(840)]);

    const { body } = await ask('GET', '/console', { headers: await signIn() });

    for (const part of ['+7 999 ···-··-67', 'предложена', '>72<', 'Ольга Ким', '840 мс', 'Этап 4 из 5']) {
      expect(body).toContain(part);
    }
    expect(body).not.toContain('1234567');
  });

  it('say why a lead was rejected', async () => {
    const verdict = {
      outcome: 'rejected',
      policyVersion: 3,
      reasons: ['region-not-served'],
      rules: [],
    } as const;
    const { ask, signIn } = consoleWorld([aQualifiedLead({ status: 'rejected', verdict })]);

    expect((await ask('GET', '/console', { headers: await signIn() })).body).toContain(
      'Регион не обслуживаем',
    );
  });

  it('show one lead with every candidate, every term and every step', async () => {
    const { ask, signIn } = consoleWorld([deliveredAfter(840)]);

    const { body } = await ask('GET', '/console/leads/lead-00000001', { headers: await signIn() });

    for (const part of [
      'Павел Орлов',
      'Иван Лебедев',
      'сейчас не рабочее время',
      'Бюджет больше миллиона',
      'Неизвестно: срок',
      '10017',
      '+840 мс',
      'Москва',
    ]) {
      expect(body).toContain(part);
    }
  });

  it('show what was typed wrong', async () => {
    const faults = [{ field: 'inn', code: 'inn-checksum', typed: '7707083894' }];
    const { ask, signIn } = consoleWorld([aLead({ faults })]);

    const { body } = await ask('GET', '/console/leads/lead-00000001', { headers: await signIn() });

    expect(body).toContain('7707083894');
    expect(body).toContain('В ИНН опечатка');
  });

  it('know no lead by another id', async () => {
    const { ask, signIn } = consoleWorld();

    expect((await ask('GET', '/console/leads/nobody', { headers: await signIn() })).statusCode).toBe(404);
  });

  it('offer the way to older leads and back', async () => {
    const leads = Array.from({ length: 60 }, (_, second) =>
      aLead({
        id: `lead-000000${second}`,
        receivedAt: new Date(Date.UTC(2026, 10, 23, 9, 0, second)).toISOString(),
      }),
    );
    const { ask, signIn } = consoleWorld(leads);
    const headers = await signIn();

    const first = await ask('GET', '/console?source=main-site', { headers });
    const older = /href="(\/console\?source=main-site&amp;cursor=[^"]+)"/.exec(first.body)?.[1] ?? '';
    const second = await ask('GET', older.replaceAll('&amp;', '&'), { headers });

    expect(first.body.match(/data-row/g)).toHaveLength(50);
    expect(second.body.match(/data-row/g)).toHaveLength(10);
    expect(first.body).toContain('data-live');
    expect(second.body).not.toContain('<div id="leads" data-live');
  });

  it('say what is wrong with a filter instead of showing something else', async () => {
    const { ask, signIn } = consoleWorld([anOfferedLead()]);

    const answer = await ask('GET', '/console?status=open', { headers: await signIn() });

    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('такого статуса нет');
  });

  it('speak the language that was chosen, and remember it', async () => {
    const { ask, signIn } = consoleWorld();
    const headers = await signIn();

    const chosen = await ask('GET', '/console?lang=en', { headers });
    const later = await ask('GET', '/console', {
      headers: { ...headers, cookie: `${headers['cookie']}; lang=en` },
    });

    expect(chosen.cookies?.[0]).toMatch(/^lang=en; /);
    expect(chosen.body).toContain('<html lang="en">');
    expect(later.body).toContain('<html lang="en">');
  });

  it('show the check that is still to be done, and what it found when it was', async () => {
    const lead = anOfferedUnchecked();
    const told = foundOut({ ...lead, id: 'lead-00000002' });
    const { ask, signIn } = consoleWorld([lead, told]);
    const headers = await signIn();

    const pending = await ask('GET', '/console/leads/lead-00000001', { headers });
    const done = await ask('GET', '/console/leads/lead-00000002', { headers });

    expect(pending.body).toContain('Спросим снова');
    expect(done.body).toContain('Состояние теперь');
    expect(done.body).toContain('Компания проверена позже: реестр ответил');
    expect(done.body).toMatch(/была бы отклонена: Компания ликвидирована/);
    expect(done.body).toContain('<code>company-liquidated</code>');
    expect(done.body).toContain('dadata');
  });

  it('never take what a stranger typed for markup', async () => {
    const contact = { name: HOSTILE, email: `"${HOSTILE}"@example.ru`, phone: '+79991234567' };
    const lead = anOfferedLead({
      contact,
      requisites: { companyName: HOSTILE },
      counterparty: { outcome: 'unchecked', because: 'no-inn' },
      need: { product: HOSTILE, message: HOSTILE, role: HOSTILE, timeline: HOSTILE },
      attribution: { [HOSTILE]: HOSTILE },
      faults: [{ field: HOSTILE, code: HOSTILE, typed: HOSTILE }],
      touches: [{ leadId: HOSTILE, at: '2026-11-23T09:01:00.000Z', source: HOSTILE, kind: 'form' }],
      source: HOSTILE,
    });
    const { ask, signIn } = consoleWorld([
      lead,
      { ...lead, id: 'lead-00000002', status: 'accepted', ...acceptedOffer(lead) },
    ]);
    const headers = await signIn();

    for (const path of [
      '/console',
      '/console/leads-fragment',
      '/console/leads/lead-00000001',
      '/o/lead-00000001~1',
      '/o/lead-00000002~1',
      `/console?status=${encodeURIComponent(HOSTILE)}`,
    ]) {
      const { body } = await ask('GET', path, { headers });

      expect(body).not.toMatch(/<script>|<img|onerror=alert\(1\)>/);
      expect(body).not.toMatch(/="[^"]*'"/);
    }
  });

  it('run no script but ours, and are framed by nobody', async () => {
    const { ask, signIn } = consoleWorld([anOfferedLead()]);
    const headers = await signIn();

    for (const path of ['/console', '/console/leads/lead-00000001', '/o/lead-00000001~1', '/o/forged']) {
      const answer = await ask('GET', path, { headers });

      expect(answer.headers?.['content-security-policy']).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      );
      expect(answer.headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
      expect(answer.body).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
    }
  });

  it('serve their own style and script for good under a versioned address', async () => {
    const { ask } = consoleWorld();
    const { body } = await ask('GET', '/console');
    const styles = /href="(\/console\/console\.css\?v=[^"]+)"/.exec(body)?.[1] ?? '';

    const versioned = await ask('GET', styles);
    const etag = String(versioned.headers?.['etag']);
    const plain = await ask('GET', '/console/live.js');

    expect(versioned.headers).toMatchObject({ 'cache-control': 'public, max-age=31536000, immutable' });
    expect(plain.headers).toMatchObject({ 'cache-control': 'public, no-cache' });
    expect((await ask('GET', styles, { headers: { 'if-none-match': etag } })).statusCode).toBe(304);
    expect(() => new Function(plain.body)).not.toThrow();
  });

  it('tell nothing of our insides when something breaks', async () => {
    const leads = consoleWorld().leads;
    leads.list = () => Promise.reject(new Error('phone +79991234567 could not be read'));
    const { ask, signIn, logged } = consoleWorld([], { leads });

    const answer = await ask('GET', '/console', { headers: await signIn() });

    expect(answer.statusCode).toBe(500);
    expect(`${answer.body} ${logged.join()}`).not.toContain('79991234567');
    expect(logged[0]).toMatch(/^request.failed .*"error":"Error".*"requestId":"00000000-/);
  });
});

describe('the counters', () => {
  it('count what arrived in the last fifteen minutes, over the page alone', () => {
    const old = aLead({ receivedAt: '2026-11-23T08:00:00.000Z' });
    const views = [deliveredAfter(900), deliveredAfter(4_000), aLead(), old].map((lead) =>
      toLeadView(lead, { language: 'ru' }),
    );

    expect(countLeads(views, new Date('2026-11-23T09:10:00Z'), true)).toEqual({
      listed: 4,
      received: 3,
      qualified: 2,
      rejected: 0,
      owned: 2,
      waiting: 0,
      handoffMs: [900, 4_000],
      truncated: false,
    });
  });

  it('take the nearest value that was really measured as a percentile', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => index + 1);

    expect([0.5, 0.95, 1].map((share) => percentile(hundred, share))).toEqual([50, 95, 100]);
    expect(percentile([7], 0.5)).toBe(7);
    expect(percentile([], 0.5)).toBeUndefined();
  });
});

describe('what pages write', () => {
  it.each([
    [12, '12 ms'],
    [999.6, '1 s'],
    [1_430, '1.4 s'],
    [13_400, '13 s'],
    [59_700, '1 min'],
    [200_000, '3 min 20 s'],
    [3_599_900, '1 h'],
    [7_500_000, '2 h 5 min'],
  ])('is a duration of %i ms as %s', (milliseconds, text) => {
    expect(duration(milliseconds, 'en')).toBe(text);
  });

  it('is a phone in full for those who may call, and masked for those who look', () => {
    expect(fullPhone('+79991234567')).toBe('+7 999 123-45-67');
    expect(maskPhone('+79991234567')).toBe('+7 999 ···-··-67');
    expect(maskPhone('+447911123456')).not.toContain('79111234');
  });
});

function deliveredAfter(milliseconds: number): Lead {
  const lead = anOfferedLead();
  const results = lead.handoffs.map((handoff) => ({
    handoff,
    result: { outcome: 'delivered', externalId: '10017' } as const,
  }));
  return handoffsTried(lead, results, new Date(Date.parse(lead.receivedAt) + milliseconds));
}

function acceptedOffer(lead: Lead): Partial<Lead> {
  return lead.offer === undefined ? {} : { offer: { ...lead.offer, state: 'accepted' } };
}
