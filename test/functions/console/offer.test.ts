import { describe, expect, it } from 'vitest';
import { accepted, offerEnded, offeredTo } from '#shared/domain/offer-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { anOfferedLead } from '#test/support/a-lead.ts';
import { InMemoryLeads } from '#test/support/in-memory-leads.ts';
import { BROWSER, FORM, JSON_BODY, consoleWorld, type World } from './console-world.ts';

const OFFER = '/o/lead-00000001~1';
const AFTER_DEADLINE = new Date('2026-11-23T09:30:00.000Z');
const ACCEPT = { headers: JSON_BODY, body: '{"answer":"accept"}' };
const DECLINE = { headers: JSON_BODY, body: '{"answer":"decline","reason":"busy"}' };

describe('the page of an offer', () => {
  it('shows what a rep needs to decide, and not whom the lead is from', async () => {
    const { ask } = consoleWorld([anOfferedLead()]);

    const { statusCode, body } = await ask('GET', OFFER, { headers: BROWSER });

    expect(statusCode).toBe(200);
    expect(body).toContain('ООО «РОМАШКА»');
    expect(body).toContain('Ответьте до 12:30');
    for (const personal of ['Анна', '+79991234567', '123-45-67', 'anna@example.ru', '7707083893']) {
      expect(body).not.toContain(personal);
    }
  });

  it('changes nothing, however often it is opened', async () => {
    const lead = anOfferedLead();
    const { ask, leads, woken } = consoleWorld([lead]);

    for (const url of [OFFER, `${OFFER}?answer=accept`, `${OFFER}?answer=decline`]) await ask('GET', url);

    expect(leads.all()).toEqual([lead]);
    expect(woken).toEqual([]);
  });

  it('is kept out of caches, referrers and search engines', async () => {
    const { ask } = consoleWorld([anOfferedLead()]);

    expect((await ask('GET', OFFER)).headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
    });
  });

  it('shows name and phone once the rep has the lead', async () => {
    const { ask } = consoleWorld([accepted(anOfferedLead(), new Date('2026-11-23T09:01:00Z'))]);

    const { body } = await ask('GET', OFFER, { headers: BROWSER });

    expect(body).toContain('href="tel:+79991234567"');
    expect(body).toContain('Анна Смирнова');
  });

  it.each(['/o/forged', '/o/lead-00000001~2', '/o/lead-99999999~1'])('is not found under %s', async (url) => {
    const { ask } = consoleWorld([anOfferedLead()]);

    expect((await ask('GET', url, { headers: BROWSER })).statusCode).toBe(404);
    expect((await ask('POST', url, ACCEPT)).statusCode).toBe(404);
  });

  it('answers programs in JSON', async () => {
    const { ask } = consoleWorld([anOfferedLead()]);

    const { body } = await ask('GET', OFFER, { headers: { accept: 'application/json' } });

    expect(JSON.parse(body)).toMatchObject({
      outcome: 'open',
      attempt: 1,
      deadlineAt: '2026-11-23T09:30:00.000Z',
    });
    expect(body).not.toContain('Анна');
  });
});

describe('the answer of a rep', () => {
  it('gives the lead to the rep who accepts, and with it the contact', async () => {
    const { ask, leads, woken } = consoleWorld([anOfferedLead()]);

    const answer = await ask('POST', OFFER, ACCEPT);

    expect(answer.statusCode).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({
      outcome: 'accepted',
      contact: { phone: '+79991234567' },
    });
    expect(leads.all()[0]).toMatchObject({ status: 'accepted', owner: 'olga', offer: { state: 'accepted' } });
    expect(leads.load('olga')).toBe(1);
    expect(woken).toEqual(['handoffs lead-00000001 accepted']);
  });

  it('sends a browser back to the page after its form', async () => {
    const { ask, leads } = consoleWorld([anOfferedLead()]);

    const answer = await ask('POST', OFFER, { headers: FORM, body: 'answer=accept' });

    expect(answer).toMatchObject({ statusCode: 303, headers: { location: OFFER } });
    expect(leads.all()[0]?.status).toBe('accepted');
  });

  it('frees the place of a rep who declines and has the lead assigned again', async () => {
    const { ask, leads, woken } = consoleWorld([anOfferedLead()]);

    await ask('POST', OFFER, {
      headers: FORM,
      body: 'answer=decline&reason=other&comment=%D0%B7%D0%B0%D0%BD%D1%8F%D1%82',
    });

    expect(leads.all()[0]).toMatchObject({
      status: 'qualified',
      formerOffers: [{ rep: 'olga', state: 'declined', because: 'other: занят' }],
    });
    expect(leads.load('olga')).toBe(0);
    expect(woken).toEqual(['assignments lead-00000001 declined']);
  });

  it.each([
    [
      'an offer accepted before',
      accepted(anOfferedLead(), new Date('2026-11-23T09:01:00Z')),
      'already-accepted',
    ],
    ['an offer declined before', ended('declined'), 'already-declined'],
    ['an offer that expired', ended('expired'), 'expired'],
    ['an offer that was withdrawn', ended('withdrawn'), 'withdrawn'],
    ['an offer after which another rep was asked', offeredAgain(ended('expired')), 'expired'],
  ])('comes too late for %s', async (_, lead, outcome) => {
    for (const request of [ACCEPT, DECLINE]) {
      const { ask, leads, woken } = consoleWorld([lead]);

      const answer = await ask('POST', OFFER, request);

      expect(answer.statusCode).toBe(409);
      expect(JSON.parse(answer.body)).toEqual({ outcome });
      expect(leads.all()).toEqual([lead]);
      expect(woken).toEqual([]);
    }
  });

  it('comes too late at the deadline, though no sweep has been there yet', async () => {
    const { ask, clock, leads } = consoleWorld([anOfferedLead()]);
    clock.moment = AFTER_DEADLINE;

    const answer = await ask('POST', OFFER, ACCEPT);

    expect(JSON.parse(answer.body)).toEqual({ outcome: 'expired' });
    expect(leads.all()[0]?.status).toBe('offered');
    expect((await ask('GET', OFFER, { headers: BROWSER })).body).toContain('Время вышло');
  });

  it('counts once when the button is pressed many times at once', async () => {
    let milliseconds = 0;
    const clock = { now: () => new Date(Date.UTC(2026, 10, 23, 9, 10, 0, (milliseconds += 1))) };
    const { ask, leads } = consoleWorld([anOfferedLead()], { clock });

    const answers = await Promise.all(Array.from({ length: 6 }, () => ask('POST', OFFER, ACCEPT)));

    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    expect(leads.all()[0]?.timeline.filter(({ event }) => event === 'offer.accepted')).toHaveLength(1);
  });

  it('is weighed again when the lead has changed in between', async () => {
    const world = racingWorld((lead) =>
      offerEnded(lead, 'expired', undefined, new Date('2026-11-23T09:09:00Z')),
    );

    const answer = await world.ask('POST', OFFER, ACCEPT);

    expect(JSON.parse(answer.body)).toEqual({ outcome: 'expired' });
  });

  it('is written all the same when the change in between leaves the offer open', async () => {
    const world = racingWorld((lead) => ({ ...lead, version: lead.version + 1 }));

    const answer = await world.ask('POST', OFFER, ACCEPT);

    expect(answer.statusCode).toBe(200);
  });

  it('stands when the queue is down', async () => {
    const down = { send: () => Promise.reject(new Error('no queue')) };
    const { ask, leads, logged } = consoleWorld([anOfferedLead()], { assignments: down });

    const answer = await ask('POST', OFFER, DECLINE);

    expect(answer.statusCode).toBe(200);
    expect(leads.all()[0]?.status).toBe('qualified');
    expect(logged[0]).toMatch(/^queue.unavailable/);
  });

  it('cannot be no from the supervisor, after whom there is nobody', async () => {
    const { ask, leads, clock } = consoleWorld([escalatedLead()]);
    clock.moment = AFTER_DEADLINE;

    expect(JSON.parse((await ask('POST', OFFER, DECLINE)).body)).toEqual({ outcome: 'last-in-line' });
    expect(JSON.parse((await ask('POST', OFFER, ACCEPT)).body)).toMatchObject({ outcome: 'accepted' });
    expect(leads.load('head')).toBe(1);
  });

  it.each([
    [JSON_BODY, '{"answer":"maybe"}', 422],
    [JSON_BODY, `{"answer":"decline","reason":"${'x'.repeat(201)}"}`, 422],
    [FORM, 'answer=', 422],
    [JSON_BODY, '{', 400],
    [{ 'content-type': 'text/plain' }, 'answer=accept', 415],
    [FORM, `answer=accept&x=${'x'.repeat(9000)}`, 413],
  ])('is refused when it makes no sense: %o %s', async (headers, body, status) => {
    const lead = anOfferedLead();
    const { ask, leads } = consoleWorld([lead]);

    expect((await ask('POST', OFFER, { headers, body })).statusCode).toBe(status);
    expect(leads.all()).toEqual([lead]);
  });
});

function ended(state: 'declined' | 'expired' | 'withdrawn'): Lead {
  return offerEnded(anOfferedLead(), state, undefined, new Date('2026-11-23T09:05:00Z'));
}

function offeredAgain(lead: Lead): Lead {
  const assignment = anOfferedLead().assignment;
  if (assignment === undefined) throw new Error('an offered lead has been assigned');
  const offer = { rep: 'pavel', deadlineAt: '2026-11-23T10:00:00.000Z' };
  return offeredTo(lead, offer, assignment, [], new Date('2026-11-23T09:06:00Z'));
}

function escalatedLead(): Lead {
  const lead = anOfferedLead({ status: 'escalated', owner: 'head' });
  return lead.offer === undefined ? lead : { ...lead, offer: { ...lead.offer, rep: 'head' } };
}

/** A world in which somebody else changes the lead between the first reading of it and the writing. */
function racingWorld(change: (lead: Lead) => Lead): World {
  const table = new InMemoryLeads([anOfferedLead()]);
  let isFirst = true;
  const find = table.find.bind(table);
  table.find = async (id) => {
    const lead = await find(id);
    if (lead !== undefined && isFirst) table.put(change(lead));
    isFirst = false;
    return lead;
  };
  return consoleWorld([], { leads: table, book: table });
}
