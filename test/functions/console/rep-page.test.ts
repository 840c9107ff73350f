import { describe, expect, it } from 'vitest';
import type { Lead } from '#shared/domain/lead.ts';
import { accepted, leftInPool, offeredToSeveral } from '#shared/domain/offer-life.ts';
import { aQualifiedLead, anOfferedLead } from '#test/support/a-lead.ts';
import { InMemorySettings } from '#test/support/in-memory-settings.ts';
import { BROWSER, FORM, SETTINGS, TEAM, consoleWorld } from './console-world.ts';

const PAGE = '/r/rep~olga';
const NOW = new Date('2026-11-23T09:01:00.000Z');
const DECISION = {
  ...{ pool: 'free', strategy: 'pull', because: 'left-in-pool', at: NOW.toISOString() },
  ...{ teamVersion: 2, candidates: [] },
};
const PULL_TEAM = {
  ...TEAM,
  pools: [
    { id: 'free', strategy: 'pull' as const, takeWithinMinutes: 15, members: [{ rep: 'olga', weight: 1 }] },
    ...TEAM.pools,
  ],
};

function lying(id = 'lead-00000005'): Lead {
  return leftInPool(aQualifiedLead({ id }), 'free', '2026-11-23T09:16:00.000Z', DECISION, NOW);
}

function world(...leads: readonly Lead[]) {
  return consoleWorld(leads, { settings: new InMemorySettings({ ...SETTINGS, team: PULL_TEAM }) });
}

function press(fields: string) {
  return { headers: FORM, body: fields };
}

describe("a rep's own page", () => {
  it('shows what waits for them, and not whom an open offer is from', async () => {
    const { ask } = world(anOfferedLead(), lying());

    const { statusCode, body } = await ask('GET', PAGE, { headers: BROWSER });

    expect(statusCode).toBe(200);
    expect(body).toContain('Ждут ответа · 1');
    expect(body).toContain('/o/lead-00000001~1');
    expect(body).toContain('Можно взять · 1');
    for (const personal of ['Анна', '+79991234567', 'anna@example.ru']) expect(body).not.toContain(personal);
  });

  it('shows an offer made to several at once, with the link of this rep', async () => {
    const offers = { reps: ['pavel', 'olga'], deadlineAt: '2026-11-23T09:30:00.000Z' };
    const lead = offeredToSeveral(aQualifiedLead(), offers, { ...DECISION, pool: 'everybody' }, [], NOW);
    const { ask } = world(lead);

    expect((await ask('GET', PAGE, { headers: BROWSER })).body).toContain('/o/lead-00000001~2');
  });

  it('changes nothing by being opened', async () => {
    const leads = [anOfferedLead(), lying()];
    const { ask, leads: table } = world(...leads);

    for (const url of [PAGE, `${PAGE}?act=take&lead=lead-00000005`, `${PAGE}?act=duty&onDuty=false`])
      await ask('GET', url, { headers: BROWSER });

    expect(table.all()).toEqual(leads);
    expect(table.isOnDuty('olga')).toBeUndefined();
  });

  it('is nobody else’s: a link that was made up, and a rep who is not in the team', async () => {
    const { ask, leads } = world(lying());

    for (const url of ['/r/olga', '/r/rep~nobody', '/r/rep~']) {
      expect((await ask('GET', url, { headers: BROWSER })).statusCode).toBe(404);
      expect((await ask('POST', url, press('act=take&lead=lead-00000005'))).statusCode).toBe(404);
    }
    expect(leads.all()[0]?.status).toBe('waiting');
  });

  it('lets them take a lead of their pool, once', async () => {
    const { ask, leads, woken } = world(lying());

    const first = await ask('POST', PAGE, press('act=take&lead=lead-00000005'));
    const again = await ask('POST', PAGE, press('act=take&lead=lead-00000005'));

    expect([first.headers?.['location'], again.headers?.['location']]).toEqual([
      `${PAGE}?said=taken`,
      `${PAGE}?said=gone`,
    ]);
    expect(leads.all()[0]).toMatchObject({ status: 'accepted', owner: 'olga' });
    expect(leads.load('olga')).toBe(1);
    expect(woken).toEqual(['handoffs lead-00000005 taken-from-pool']);
  });

  it('gives a lead of another pool to nobody, and none to a rep who is full', async () => {
    const { ask, leads } = world(lying());
    for (const place of [1, 2, 3, 4, 5])
      leads.put({ ...anOfferedLead({ id: `lead-0000001${place}` }), owner: 'olga' });

    const foreign = await ask('POST', '/r/rep~pavel', press('act=take&lead=lead-00000005'));
    const full = await ask('POST', PAGE, press('act=take&lead=lead-00000005'));

    expect(foreign.headers?.['location']).toContain('said=gone');
    expect(full.headers?.['location']).toContain('said=you-are-full');
    expect((await leads.find('lead-00000005'))?.status).toBe('waiting');
  });

  it('takes them off duty and on again; what they have not accepted goes to others at once', async () => {
    const { ask, leads } = world(anOfferedLead());

    await ask('POST', PAGE, press('act=duty&onDuty=false'));
    expect([leads.isOnDuty('olga'), leads.all()[0]?.status, leads.load('olga')]).toEqual([
      false,
      'qualified',
      0,
    ]);
    expect((await ask('GET', PAGE, { headers: BROWSER })).body).toContain('Выйти на смену');

    await ask('POST', PAGE, press('act=duty&onDuty=true'));
    expect(leads.isOnDuty('olga')).toBe(true);
  });

  it('notes that the client was reached, for the owner alone', async () => {
    const { ask, leads } = world(accepted(anOfferedLead(), NOW));

    const stranger = await ask('POST', '/r/rep~pavel', press('act=reached&lead=lead-00000001'));
    expect(stranger.headers?.['location']).toContain('said=not-yours');
    expect(leads.all()[0]?.firstResponse).toBeUndefined();

    await ask('POST', PAGE, press('act=reached&lead=lead-00000001'));
    expect(leads.all()[0]?.firstResponse).toMatchObject({ by: 'olga' });
  });
});
