import { describe, expect, it } from 'vitest';
import { aTouch, anOfferedLead } from '#test/support/a-lead.ts';
import { AUTHORIZED, FORM, consoleWorld } from './console-world.ts';

const SPLIT = '/v1/leads/lead-00000002/split';
const PAGE_SPLIT = '/console/leads/lead-00000002/split';

function worldOfTwo() {
  const { first, touch } = aTouch(anOfferedLead());
  return consoleWorld([first, touch]);
}

describe('POST /v1/leads/{id}/split', () => {
  it('parts a duplicate from its first and says what both are now', async () => {
    const { ask, woken } = worldOfTwo();

    const answer = await ask('POST', SPLIT, { headers: AUTHORIZED });

    expect(answer.statusCode).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({
      lead: { id: 'lead-00000002', status: 'received' },
      first: { id: 'lead-00000001', status: 'offered' },
    });
    expect(woken).toEqual(['assignments lead-00000002 parted']);
  });

  it('is refused the second time', async () => {
    const { ask } = worldOfTwo();
    await ask('POST', SPLIT, { headers: AUTHORIZED });

    const answer = await ask('POST', SPLIT, { headers: AUTHORIZED });

    expect(answer.statusCode).toBe(409);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'not-a-duplicate' });
  });

  it.each([
    ['/v1/leads/lead-00000001/split', AUTHORIZED, 409],
    ['/v1/leads/nobody/split', AUTHORIZED, 404],
    [SPLIT, {}, 401],
    [PAGE_SPLIT, AUTHORIZED, 401],
  ])('refuses %s with %j as %i and changes nothing', async (path, headers, status) => {
    const { ask, leads } = worldOfTwo();
    const before = leads.all();

    expect((await ask('POST', path, { headers })).statusCode).toBe(status);
    expect(leads.all()).toEqual(before);
  });
});

describe('the button that parts a touch', () => {
  it('leads to what became of it, also when it is pressed twice', async () => {
    const { ask, signIn, leads } = worldOfTwo();
    const headers = { ...FORM, ...(await signIn()), 'sec-fetch-site': 'same-origin' };

    const answers = [
      await ask('POST', PAGE_SPLIT, { headers, body: '' }),
      await ask('POST', PAGE_SPLIT, { headers, body: '' }),
    ];

    for (const answer of answers) {
      expect(answer).toMatchObject({
        statusCode: 303,
        headers: { location: '/console/leads/lead-00000002' },
      });
    }
    expect(await leads.find('lead-00000002')).toMatchObject({ status: 'received' });
  });

  it.each(['cross-site', 'same-site'])('does nothing for a page that is %s', async (site) => {
    const { ask, signIn, leads } = worldOfTwo();
    const before = leads.all();

    const answer = await ask('POST', PAGE_SPLIT, {
      headers: { ...FORM, ...(await signIn()), 'sec-fetch-site': site },
      body: '',
    });

    expect(answer.statusCode).toBe(403);
    expect(leads.all()).toEqual(before);
  });

  it('does nothing by being followed as a link', async () => {
    const { ask, signIn, leads } = worldOfTwo();
    const before = leads.all();

    expect((await ask('GET', PAGE_SPLIT, { headers: await signIn() })).statusCode).toBe(404);
    expect(leads.all()).toEqual(before);
  });

  it('knows no lead by another id', async () => {
    const { ask, signIn } = worldOfTwo();

    expect((await ask('POST', '/console/leads/nobody/split', { headers: await signIn() })).statusCode).toBe(
      404,
    );
  });
});
