import { describe, expect, it } from 'vitest';
import { accepted } from '#shared/domain/offer-life.ts';
import { aLead, anOfferedLead } from '#test/support/a-lead.ts';
import { AUTHORIZED, FORM, JSON_BODY, consoleWorld } from './console-world.ts';

const URL = '/v1/leads/lead-00000001/reassign';
const TO_PAVEL = {
  headers: { ...AUTHORIZED, ...JSON_BODY },
  body: '{"rep":"pavel","reason":"the client asked for him"}',
};

describe('giving a lead to a rep by hand', () => {
  it('makes it theirs at once, moves the place, and says who decided and why', async () => {
    const { ask, leads, woken } = consoleWorld([anOfferedLead()]);

    const answer = await ask('POST', URL, TO_PAVEL);

    expect([answer.statusCode, JSON.parse(answer.body)]).toEqual([
      200,
      { id: 'lead-00000001', status: 'accepted', owner: 'pavel' },
    ]);
    const [lead] = leads.all();
    expect(lead).toMatchObject({
      status: 'accepted',
      owner: 'pavel',
      assignment: { strategy: 'by-hand', pool: 'by-hand' },
      formerOffers: [{ rep: 'olga', state: 'withdrawn', because: 'by-hand' }],
    });
    expect(lead?.timeline.at(-1)).toMatchObject({
      event: 'lead.given-by-hand',
      by: 'ops',
      because: 'the client asked for him',
    });
    expect([leads.load('olga'), leads.load('pavel')]).toEqual([0, 1]);
    expect(woken).toEqual(['handoffs lead-00000001 given-by-hand']);
  });

  it('takes what a plain curl sends', async () => {
    const { ask } = consoleWorld([anOfferedLead()]);
    const headers = { ...AUTHORIZED, 'content-type': FORM['content-type'] };

    expect((await ask('POST', URL, { ...TO_PAVEL, headers })).statusCode).toBe(200);
  });

  it('leaves the first rep a link that says the offer was withdrawn', async () => {
    const { ask } = consoleWorld([anOfferedLead()]);

    await ask('POST', URL, TO_PAVEL);
    const late = await ask('POST', '/o/lead-00000001~1', { headers: JSON_BODY, body: '{"answer":"accept"}' });

    expect([late.statusCode, JSON.parse(late.body)]).toEqual([409, { outcome: 'withdrawn' }]);
  });

  it.each([
    ['nobody of the team', '{"rep":"marina","reason":"because"}', 422, 'unknown-rep'],
    ['no reason', '{"rep":"pavel","reason":" "}', 400, 'invalid-body'],
    ['no rep', '{"reason":"because"}', 400, 'invalid-body'],
  ])('refuses %s', async (_what, body, status, code) => {
    const { ask, leads } = consoleWorld([anOfferedLead()]);
    const before = leads.all();

    const answer = await ask('POST', URL, { ...TO_PAVEL, body });

    expect(answer.statusCode).toBe(status);
    expect(answer.body).toContain(code);
    expect(leads.all()).toEqual(before);
  });

  it('refuses a lead that is not judged yet, one that is theirs already, and one nobody knows', async () => {
    const fresh = consoleWorld([aLead()]);
    const theirs = consoleWorld([accepted(anOfferedLead(), new Date('2026-11-23T09:01:00Z'))]);
    const toOlga = { ...TO_PAVEL, body: '{"rep":"olga","reason":"again"}' };

    expect((await fresh.ask('POST', URL, TO_PAVEL)).body).toContain('not-assignable');
    expect((await theirs.ask('POST', URL, toOlga)).body).toContain('already-theirs');
    expect((await theirs.ask('POST', URL.replace('0001', '0009'), TO_PAVEL)).statusCode).toBe(404);
  });

  it('refuses a rep without a place', async () => {
    const { ask, leads } = consoleWorld([anOfferedLead()]);
    for (const place of [1, 2, 3, 4, 5])
      leads.put({ ...anOfferedLead({ id: `lead-0000001${place}` }), owner: 'pavel' });

    const answer = await ask('POST', URL, TO_PAVEL);

    expect([answer.statusCode, leads.load('pavel'), leads.load('olga')]).toEqual([409, 5, 1]);
    expect(answer.body).toContain('rep-full');
  });

  it('is not for everybody', async () => {
    const { ask } = consoleWorld([anOfferedLead()]);

    expect((await ask('POST', URL, { ...TO_PAVEL, headers: JSON_BODY })).statusCode).toBe(401);
  });

  it('works from the page of the lead, which says what speaks against it', async () => {
    const world = consoleWorld([anOfferedLead()]);
    const session = { ...(await world.signIn()), 'content-type': FORM['content-type'] };
    const page = '/console/leads/lead-00000001';

    const shown = await world.ask('GET', page, { headers: session });
    const refused = await world.ask('POST', `${page}/reassign`, {
      headers: session,
      body: 'rep=nobody&reason=because',
    });
    const said = await world.ask('GET', String(refused.headers?.['location']), { headers: session });
    const given = await world.ask('POST', `${page}/reassign`, {
      headers: session,
      body: 'rep=ivan&reason=because',
    });

    expect(shown.body).toContain('Передать другому сотруднику');
    expect(said.body).toContain('Такого сотрудника нет.');
    expect([given.statusCode, given.headers?.['location']]).toEqual([303, page]);
    expect(world.leads.all()[0]?.owner).toBe('ivan');
  });
});
