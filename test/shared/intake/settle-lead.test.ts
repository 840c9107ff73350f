import { describe, expect, it } from 'vitest';
import { swept } from '#shared/domain/lead-life.ts';
import { accepted, offeredTo } from '#shared/domain/offer-life.ts';
import { partedFrom, withoutTouch } from '#shared/domain/lead-touches.ts';
import type { Lead, LeadStatus } from '#shared/domain/lead.ts';
import { HOUR_MS, after } from '#shared/domain/time.ts';
import { settleLead, type SettleDependencies, type Settled } from '#shared/intake/settle-lead.ts';
import type { ClientBook } from '#shared/ports/client-book.ts';
import { aStranger, qualified, rejected } from '#test/support/a-client.ts';
import { InMemoryLeads } from '#test/support/in-memory-leads.ts';
import { InMemorySettings, demoSettings } from '#test/support/in-memory-settings.ts';

const DEMO = await demoSettings();
const DESTINATIONS = DEMO.destinations.destinations.map(({ id }) => id);
const NOON = new Date('2026-11-23T12:00:00.000Z');
const NOW = new Date('2026-11-23T12:30:00.000Z');
const PHONE = '+79990000001';
const BY_PHONE = { contact: { phone: PHONE } };

/** Settling, in memory, by phone, INN and e-mail inside two hours unless the rules say otherwise. */
function settlingWorld(rules: Partial<(typeof DEMO)['policy']['duplicates']> = {}) {
  const leads = new InMemoryLeads();
  const duplicates = { windowHours: 2, by: ['inn', 'phone', 'email'] as const, ...rules };
  const settings = new InMemorySettings({ ...DEMO, policy: { ...DEMO.policy, duplicates } });
  const world: SettleDependencies = { leads, clients: leads, settings, clock: { now: () => NOW } };
  let made = 0;

  /** Keeps a lead that arrived so many minutes after noon. */
  async function keep(fields: Partial<Lead>, minutes = 0): Promise<Lead> {
    const receivedAt = after(NOON, minutes * 60_000);
    const lead = aStranger(`lead-${(made += 1)}-of-client`, { receivedAt, ...fields });
    await leads.keep(lead);
    return lead;
  }

  async function settle(fields: Partial<Lead>, minutes = 0, judge = qualified): Promise<Settled> {
    return settleLead(judge(await keep(fields, minutes)), world);
  }

  /** A qualified lead of this client that was settled first, in the state it has come to. */
  async function first(fields: Partial<Lead>, change = (lead: Lead): Lead => lead): Promise<Lead> {
    const settled = await settle(fields);
    if (settled.outcome !== 'settled') throw new Error(`the first was ${settled.outcome}`);
    leads.put(change(settled.lead));
    return change(settled.lead);
  }

  return {
    leads,
    world,
    keep,
    settle,
    first,
    stored: (lead: Pick<Lead, 'id'>) => leads.all().find(({ id }) => id === lead.id),
  };
}

function offered(lead: Lead): Lead {
  const record = { pool: 'all', strategy: 'weighted', because: 'turn', at: lead.receivedAt, teamVersion: 1 };
  const offer = { rep: 'olga', deadlineAt: after(NOW, HOUR_MS) };
  return offeredTo(lead, offer, { ...record, candidates: [] }, [], NOON);
}

const ended = (status: LeadStatus) => (lead: Lead) => ({ ...offered(lead), status });

describe('a call and a form of one client', () => {
  const CALL: Partial<Lead> = {
    ...BY_PHONE,
    kind: 'call',
    source: 'mango',
    call: { missed: true, talkSeconds: 0 },
  };

  it('are one lead with two touches and the owner it had, who is told of the second', async () => {
    const { first, settle, leads, stored } = settlingWorld();
    const call = await first(CALL, offered);
    const loads = [leads.load('olga')];

    const settled = await settle({ ...BY_PHONE, kind: 'form' }, 10);

    expect(settled).toMatchObject({
      outcome: 'duplicate',
      lead: { status: 'duplicate', duplicateOf: call.id },
    });
    const lead = stored(call);
    expect(lead).toMatchObject({ status: 'offered', owner: 'olga', offer: call.offer });
    expect(lead?.touches).toMatchObject([
      { leadId: call.id, kind: 'call', at: call.receivedAt, source: 'mango' },
      { kind: 'form', source: 'main-site' },
    ]);
    const touch = lead?.touches[1]?.leadId;
    expect(lead?.handoffs).toEqual(
      DESTINATIONS.map((destination) => ({
        ...{ destination, rep: 'olga', offerAttempt: 1, attempt: 0, outcome: 'pending', touch },
      })),
    );
    expect([leads.load('olga')]).toEqual(loads);
  });

  it('are one lead whichever of them is settled first', async () => {
    const world = settlingWorld();
    const form = await world.first({ ...BY_PHONE, receivedAt: after(NOON, 600_000) });

    const settled = await world.settle(CALL);

    expect(settled).toMatchObject({ outcome: 'duplicate', first: { id: form.id } });
  });

  it('are two when the policy links by nothing, in no time, or by something else', async () => {
    for (const rules of [{ by: [] }, { windowHours: 0 }, { by: ['inn', 'email'] as const }]) {
      const { first, settle } = settlingWorld(rules);
      await first(CALL);

      expect(await settle(BY_PHONE, 10)).toMatchObject({ outcome: 'settled' });
    }
  });

  it.each([
    [119, 'duplicate'],
    [120, 'duplicate'],
    [121, 'settled'],
  ])('%i minutes apart, with a window of two hours, leave the second %s', async (minutes, outcome) => {
    const { first, settle } = settlingWorld();
    await first(CALL);

    expect(await settle(BY_PHONE, minutes)).toMatchObject({ outcome });
  });

  it('say what they have in common', async () => {
    const { first, settle } = settlingWorld();
    const both = { contact: { phone: PHONE, email: 'a@zavod.example' } };
    const one = await first(both);

    const settled = await settle(both);

    expect(settled).toMatchObject({ outcome: 'duplicate' });
    expect('lead' in settled && settled.lead.timeline.at(-1)).toMatchObject({
      ...{ event: 'lead.duplicate', by: 'phone, email', because: one.id },
    });
  });
});

describe('a client whose first lead', () => {
  it.each<LeadStatus>(['won', 'lost', 'rejected', 'duplicate'])(
    'is %s comes as a new one, who holds the client from then on',
    async (status) => {
      const { first, settle } = settlingWorld();
      await first(BY_PHONE, ended(status));

      const second = await settle(BY_PHONE, 1);
      const third = await settle(BY_PHONE, 2);

      expect(second).toMatchObject({ outcome: 'settled', lead: { status: 'qualified' } });
      expect(third).toMatchObject({
        outcome: 'duplicate',
        first: { id: 'lead' in second ? second.lead.id : '' },
      });
    },
  );

  it('was rejected at once never claimed it', async () => {
    const { settle } = settlingWorld();
    await settle(BY_PHONE, 0, rejected);

    expect(await settle(BY_PHONE, 1)).toMatchObject({ outcome: 'settled', lead: { status: 'qualified' } });
  });

  it('has gone altogether comes as a new one', async () => {
    const { first, keep, leads, world } = settlingWorld();
    await first(BY_PHONE);
    const emptied: SettleDependencies['leads'] = {
      find: async () => undefined,
      keep: (lead) => leads.keep(lead),
      save: (lead) => leads.save(lead),
      list: (filter, limit) => leads.list(filter, limit),
    };

    const settled = await settleLead(qualified(await keep(BY_PHONE, 1)), { ...world, leads: emptied });

    expect(settled).toMatchObject({ outcome: 'settled' });
  });

  it('waits for a rep is touched there, and nobody is told', async () => {
    const { first, settle, stored } = settlingWorld();
    const waiting = await first(BY_PHONE, (lead) => ({
      ...lead,
      status: 'waiting',
      waiting: 'everybody-full',
      nextActionAt: after(NOW, HOUR_MS),
    }));

    await settle(BY_PHONE, 1);

    expect(stored(waiting)).toMatchObject({
      ...{ status: 'waiting', handoffs: [], nextActionAt: waiting.nextActionAt },
    });
    expect(stored(waiting)?.touches).toHaveLength(2);
  });

  it('has fifty touches starts anew, so that no lead grows beyond its item', async () => {
    const { first, settle } = settlingWorld();
    const touch = { leadId: 'x', at: NOON.toISOString(), source: 'html', kind: 'form' as const };
    await first(BY_PHONE, (lead) => ({ ...lead, touches: Array.from({ length: 50 }, () => touch) }));

    expect(await settle(BY_PHONE, 1)).toMatchObject({ outcome: 'settled' });
  });
});

describe('a third lead', () => {
  it('that shares a key only with a duplicate belongs to the first', async () => {
    const { first, settle, stored } = settlingWorld();
    const one = await first(BY_PHONE);
    await settle({ contact: { phone: PHONE, email: 'anna@zavod.example' } }, 1);

    const third = await settle({ contact: { email: 'anna@zavod.example' } }, 2);

    expect(third).toMatchObject({ outcome: 'duplicate', first: { id: one.id } });
    expect(stored(one)?.touches).toHaveLength(3);
  });

  it('that shares keys with two leads belongs to the one that came first', async () => {
    const { first, settle } = settlingWorld();
    const later = await first({ requisites: { inn: '7707083893' }, receivedAt: after(NOON, 5) });
    const earlier = await first(BY_PHONE);

    const third = await settle({ ...BY_PHONE, requisites: { inn: '7707083893' } }, 1);

    expect(third).toMatchObject({ outcome: 'duplicate', first: { id: earlier.id } });
    expect(later.touches).toEqual([]);
  });

  it('takes over a key of a lead that ended for the lead it belongs to', async () => {
    const { first, settle } = settlingWorld();
    await first({ requisites: { inn: '7707083893' } }, ended('won'));
    const open = await first(BY_PHONE);
    await settle({ ...BY_PHONE, requisites: { inn: '7707083893' } }, 1);

    const fourth = await settle({ requisites: { inn: '7707083893' } }, 2);

    expect(fourth).toMatchObject({ outcome: 'duplicate', first: { id: open.id } });
  });
});

describe('a rejected lead', () => {
  it('of a client somebody talks to is a touch of that client', async () => {
    const { first, settle, stored } = settlingWorld();
    const one = await first(BY_PHONE, offered);

    const settled = await settle(BY_PHONE, 1, rejected);

    expect(settled).toMatchObject({
      outcome: 'duplicate',
      lead: { status: 'duplicate', verdict: { outcome: 'rejected', reasons: ['region-not-served'] } },
    });
    expect(stored(one)?.handoffs).toHaveLength(DESTINATIONS.length);
  });

  it('of a client somebody talked to before stays rejected', async () => {
    const { first, settle } = settlingWorld();
    await first(BY_PHONE, ended('lost'));

    expect(await settle(BY_PHONE, 1, rejected)).toMatchObject({
      outcome: 'settled',
      lead: { status: 'rejected' },
    });
  });

  it('that looks like a robot’s is nobody’s touch', async () => {
    const { first, settle, stored } = settlingWorld();
    const one = await first(BY_PHONE, offered);

    const settled = await settle({ ...BY_PHONE, suspicions: ['honeypot'] }, 1, rejected);

    expect(settled).toMatchObject({ outcome: 'settled', lead: { status: 'rejected' } });
    expect(stored(one)).toEqual(one);
  });

  it('of nobody known is rejected, and is in nobody’s way', async () => {
    const { settle } = settlingWorld();

    expect(await settle(BY_PHONE, 0, rejected)).toMatchObject({
      outcome: 'settled',
      lead: { status: 'rejected' },
    });
  });

  it('that somebody else has judged meanwhile is left to them', async () => {
    const { first, keep, world, leads } = settlingWorld();
    await first(BY_PHONE);
    const lead = await keep(BY_PHONE, 1);
    await leads.save(qualified(lead));

    expect(await settleLead(rejected(lead), world)).toEqual({ outcome: 'outdated' });
  });
});

describe('leads that somebody parted', () => {
  async function parted() {
    const world = settlingWorld();
    const first = await world.first(BY_PHONE, offered);
    const settled = await world.settle(BY_PHONE, 1);
    if (settled.outcome !== 'duplicate') throw new Error('not a duplicate');
    const other = partedFrom(settled.lead, settled.first, 'ops', NOW);
    const left = withoutTouch(settled.first, settled.lead, 'ops', NOW);
    await world.leads.part(other, left, []);
    return { ...world, first, other };
  }

  it('are never merged again', async () => {
    const { world, other, first, stored } = await parted();

    const settled = await settleLead(qualified(other), world);

    expect(settled).toMatchObject({ outcome: 'settled', lead: { status: 'qualified' } });
    expect(stored(first)?.touches).toEqual([]);
  });

  it('both hold the client: who comes next belongs to the earlier, and to the other once that has ended', async () => {
    const { world, other, first, settle, stored, leads } = await parted();
    await settleLead(qualified(other), world);

    expect(await settle(BY_PHONE, 2)).toMatchObject({ outcome: 'duplicate', first: { id: first.id } });
    leads.put({ ...(stored(first) ?? first), status: 'won' });
    expect(await settle(BY_PHONE, 3)).toMatchObject({ outcome: 'duplicate', first: { id: other.id } });
  });
});

describe('in a race', () => {
  it('twenty leads of one client are one with twenty touches', async () => {
    const { keep, world, leads } = settlingWorld();
    const kept = await Promise.all(Array.from({ length: 20 }, () => keep(BY_PHONE)));

    const settled = await Promise.all(kept.map((lead) => settleLead(qualified(lead), world)));

    expect(settled.filter(({ outcome }) => outcome === 'settled')).toHaveLength(1);
    expect(settled.filter(({ outcome }) => outcome === 'duplicate')).toHaveLength(19);
    const [first] = leads.all().filter(({ status }) => status === 'qualified');
    expect(first?.touches).toHaveLength(20);
  });

  /** Lets something happen to a lead each time two are about to be merged, so many times. */
  function meanwhile(clients: ClientBook, times: number, happens: () => Promise<unknown>): ClientBook {
    let left = times;
    return {
      claim: (...claim) => clients.claim(...claim),
      findHolders: (...wanted) => clients.findHolders(...wanted),
      part: (...leads) => clients.part(...leads),
      merge: async (...leads) => {
        if ((left -= 1) >= 0) await happens();
        return clients.merge(...leads);
      },
    };
  }

  it.each([
    ['qualified', qualified],
    ['rejected', rejected],
  ] as const)(
    'a %s lead meets a first that is accepted in the same moment, and touches it',
    async (_, judge) => {
      const { first, keep, world, leads, stored } = settlingWorld();
      const one = await first(BY_PHONE, offered);
      const clients = meanwhile(leads, 1, () => leads.save(accepted(one, NOW)));

      const settled = await settleLead(judge(await keep(BY_PHONE, 1)), { ...world, clients });

      expect(settled).toMatchObject({ outcome: 'duplicate' });
      expect(stored(one)).toMatchObject({ status: 'accepted', owner: 'olga', touches: [{}, {}] });
    },
  );

  it('a first that is given to a rep in the same moment has that rep told', async () => {
    const { first, keep, world, leads, stored } = settlingWorld();
    const one = await first(BY_PHONE);
    const clients = meanwhile(leads, 1, () => leads.commit({ lead: offered(one) }));

    const settled = await settleLead(qualified(await keep(BY_PHONE, 1)), { ...world, clients });

    expect(settled).toMatchObject({ outcome: 'duplicate' });
    expect(stored(one)).toMatchObject({ status: 'offered', owner: 'olga' });
    expect(stored(one)?.handoffs).toHaveLength(DESTINATIONS.length);
  });

  it('a first that is lost in the same moment leaves the second a lead of its own', async () => {
    const { first, keep, world, leads } = settlingWorld();
    const one = await first(BY_PHONE, offered);
    const lost = { ...one, status: 'lost' as const, version: one.version + 1 };
    const clients = meanwhile(leads, 1, () => leads.save(lost));

    expect(await settleLead(qualified(await keep(BY_PHONE, 1)), { ...world, clients })).toMatchObject({
      outcome: 'settled',
      lead: { status: 'qualified' },
    });
  });

  it.each([
    ['qualified', qualified],
    ['rejected', rejected],
  ] as const)('a %s lead that somebody else settles in the same moment is left to them', async (_, judge) => {
    const { first, keep, world, leads, stored } = settlingWorld();
    const one = await first(BY_PHONE);
    const lead = await keep(BY_PHONE, 1);
    const clients = meanwhile(leads, 1, () => leads.save(swept(lead, NOW.toISOString(), NOW)));

    expect(await settleLead(judge(lead), { ...world, clients })).toEqual({ outcome: 'outdated' });
    expect(stored(one)).toEqual(one);
  });

  it('a first that never stands still is left to a later try, and nothing is half done', async () => {
    const { first, keep, world, leads, stored } = settlingWorld();
    const one = await first(BY_PHONE);
    const clients = meanwhile(leads, Infinity, () =>
      leads.save(swept(stored(one) ?? one, NOW.toISOString(), NOW)),
    );
    const lead = await keep(BY_PHONE, 1);

    await expect(settleLead(qualified(lead), { ...world, clients })).rejects.toThrow('kept changing');
    expect(stored(lead)).toEqual(lead);
    expect(stored(one)?.touches).toEqual([]);
  });
});
