import { describe, expect, it } from 'vitest';
import type { Submission } from '#shared/domain/submission.ts';
import { receiveSubmission } from '#shared/intake/receive-submission.ts';
import { aSource } from '#test/support/a-source.ts';
import { demoSettings } from '#test/support/in-memory-settings.ts';
import { ARRIVAL, found, intakeWorld } from '#test/support/intake-world.ts';

const SETTINGS = await demoSettings();
const SOURCE = aSource({
  mandatory: ['name', 'phone', 'inn', 'consent'],
  consent: { textVersion: '2026-11', text: { ru: 'Согласен', en: 'I agree' } },
});
const FIELDS = {
  name: 'Алексей Станков',
  phone: '8 (999) 000-00-01',
  inn: '7736207543',
  budget: '1 500 000',
  consent: 'yes',
};

function aSubmission(overrides: Partial<Submission> = {}): Submission {
  return {
    kind: 'form',
    source: 'html',
    provider: 'html',
    language: 'ru',
    eventId: 'event-1',
    fields: FIELDS,
    attribution: { utm_source: 'yandex' },
    extra: {},
    suspicions: [],
    ...overrides,
  };
}

describe('a submission', () => {
  it('becomes a lead that is checked, judged and on its way', async () => {
    const world = intakeWorld(SETTINGS);

    const receipt = await receiveSubmission(aSubmission(), SOURCE, true, world);

    expect(receipt.outcome).toBe('received');
    expect(receipt).not.toHaveProperty('leftToSweep');
    expect(world.leads.all()).toMatchObject([
      {
        version: 2,
        status: 'qualified',
        receivedAt: ARRIVAL.toISOString(),
        contact: { name: 'Алексей Станков', phone: '+79990000001' },
        consent: { textVersion: '2026-11', at: ARRIVAL.toISOString() },
        counterparty: { outcome: 'found', status: 'active' },
        verdict: { outcome: 'qualified', policyVersion: 1 },
      },
    ]);
    expect(world.assignments.sent).toEqual(world.leads.all().map(({ id }) => id));
  });

  it('is kept before anybody is asked, judged before it is claimed, claimed before anybody is woken', async () => {
    const journal: string[] = [];
    const { leads, clients, ...world } = intakeWorld(SETTINGS, async (inn) => {
      journal.push(`asked with ${leads.all().length} kept`);
      return found(inn);
    });
    await receiveSubmission(aSubmission(), SOURCE, true, {
      ...world,
      leads: {
        keep: async (lead, window) => {
          journal.push(`keep as ${lead.status}`);
          return leads.keep(lead, window);
        },
        save: async (lead) => leads.save(lead),
        find: async () => undefined,
        list: async () => ({ leads: [] }),
      },
      clients: {
        claim: async (lead, keys, terms) => {
          journal.push(`claim as ${lead.status}`);
          return clients.claim(lead, keys, terms);
        },
        findHolders: async () => [],
        merge: async () => 'outdated',
        part: async () => 'outdated',
      },
      assignments: { send: async () => void journal.push('wake') },
    });

    expect(journal).toEqual(['keep as received', 'asked with 1 kept', 'claim as qualified', 'wake']);
  });

  it('of a visitor with faults is told so, and nothing is kept', async () => {
    const world = intakeWorld(SETTINGS);
    const fields = { ...FIELDS, inn: '7736207544', phone: '' };

    const receipt = await receiveSubmission(aSubmission({ fields }), SOURCE, true, world);

    expect(receipt).toEqual({
      outcome: 'faulty',
      faults: [
        { field: 'inn', code: 'inn-checksum', typed: '7736207544' },
        { field: 'phone', code: 'required' },
      ],
    });
    expect(world.leads.all()).toEqual([]);
    expect(world.assignments.sent).toEqual([]);
  });

  it('with an INN that lost its zero asks the visitor, and is understood where nobody can be asked', async () => {
    const world = intakeWorld(SETTINGS);
    const submission = aSubmission({ fields: { ...FIELDS, inn: '199001237' } });

    const asked = await receiveSubmission(submission, SOURCE, true, world);
    const taken = await receiveSubmission(submission, SOURCE, false, world);

    expect(asked).toEqual({
      outcome: 'faulty',
      faults: [{ field: 'inn', code: 'inn-length', typed: '199001237', suggestion: '0199001237' }],
    });
    expect(taken).toMatchObject({
      outcome: 'received',
      lead: { requisites: { inn: '0199001237' }, faults: [] },
    });
  });

  it('of a service with faults is kept with them, and rejected with its reasons', async () => {
    const world = intakeWorld(SETTINGS);
    const { inn: _inn, ...fields } = FIELDS;

    const receipt = await receiveSubmission(aSubmission({ fields }), SOURCE, false, world);

    expect(receipt).toMatchObject({ outcome: 'received' });
    expect(world.leads.all()).toMatchObject([
      {
        status: 'rejected',
        faults: [{ field: 'inn', code: 'required' }],
        verdict: { reasons: ['mandatory-missing'] },
      },
    ]);
    expect(world.leads.all()[0]).not.toHaveProperty('nextActionAt');
    expect(world.assignments.sent).toEqual([]);
  });

  it('that is rejected wakes nobody', async () => {
    const world = intakeWorld(SETTINGS, async (inn) => found(inn, { status: 'liquidated' }));

    await receiveSubmission(aSubmission(), SOURCE, true, world);

    expect(world.leads.all()).toMatchObject([
      { status: 'rejected', verdict: { reasons: ['company-liquidated'] } },
    ]);
    expect(world.assignments.sent).toEqual([]);
  });

  it('is received although the queue is down', async () => {
    const world = intakeWorld(SETTINGS);
    const assignments = {
      send: async () => {
        throw new Error('down');
      },
    };

    const receipt = await receiveSubmission(aSubmission(), SOURCE, true, { ...world, assignments });

    expect(receipt).toMatchObject({ outcome: 'received', leftToSweep: 'queue' });
    expect(world.leads.all()).toMatchObject([{ status: 'qualified' }]);
  });

  it('is received although judging it fails once it is kept', async () => {
    const world = intakeWorld(SETTINGS);
    const settings = {
      current: async () => {
        throw new TypeError('no policy');
      },
    };

    const receipt = await receiveSubmission(aSubmission(), SOURCE, true, { ...world, settings });

    expect(receipt).toMatchObject({ outcome: 'received', leftToSweep: 'TypeError' });
    expect(world.leads.all()).toMatchObject([{ status: 'received' }]);
    expect(world.assignments.sent).toEqual([]);
  });

  it.each(['unavailable', 'slow', 'quota-spent', 'misconfigured'] as const)(
    'goes on unchecked when the registry is %s',
    async (because) => {
      const world = intakeWorld(SETTINGS, async () => ({ outcome: 'unavailable', because }));

      await receiveSubmission(aSubmission(), SOURCE, true, world);

      expect(world.leads.all()).toMatchObject([
        { status: 'qualified', counterparty: { outcome: 'unchecked', because } },
      ]);
      expect(world.assignments.sent).toHaveLength(1);
    },
  );

  it('is not answered with success when it could not be kept', async () => {
    const world = intakeWorld(SETTINGS);
    const down = async (): Promise<never> => {
      throw new Error('the table is down');
    };
    const leads = { keep: down, save: down, find: down, list: down };

    await expect(receiveSubmission(aSubmission(), SOURCE, true, { ...world, leads })).rejects.toThrow(
      'the table is down',
    );
    expect(world.assignments.sent).toEqual([]);
  });
});

describe('the same submission again', () => {
  it('is a repeat of the first, with nothing new', async () => {
    const world = intakeWorld(SETTINGS);
    const first = await receiveSubmission(aSubmission(), SOURCE, true, world);
    world.clock.pass(3 * 24 * 60 * 60_000);

    const second = await receiveSubmission(aSubmission(), SOURCE, true, world);

    expect(second.outcome).toBe('repeated');
    expect('lead' in second && 'lead' in first && second.lead.id === first.lead.id).toBe(true);
    expect(world.leads.all()).toHaveLength(1);
    expect(world.assignments.sent).toHaveLength(1);
  });

  it('twenty times at once is one lead and nineteen repeats', async () => {
    const world = intakeWorld(SETTINGS);

    const receipts = await Promise.all(
      Array.from({ length: 20 }, () => receiveSubmission(aSubmission(), SOURCE, true, world)),
    );

    expect(receipts.filter(({ outcome }) => outcome === 'repeated')).toHaveLength(19);
    expect(world.leads.all()).toHaveLength(1);
    expect(world.assignments.sent).toHaveLength(1);
  });

  it('under the same id with other words is told apart, and changes nothing', async () => {
    const world = intakeWorld(SETTINGS);
    await receiveSubmission(aSubmission(), SOURCE, true, world);
    const before = world.leads.all();

    const other = aSubmission({ fields: { ...FIELDS, budget: '99 000' } });
    const receipt = await receiveSubmission(other, SOURCE, true, world);

    expect(receipt.outcome).toBe('key-reused');
    expect(world.leads.all()).toEqual(before);
  });

  it('under the same id from another source is another lead', async () => {
    const world = intakeWorld(SETTINGS);
    await receiveSubmission(aSubmission(), SOURCE, true, world);

    const other = { ...SOURCE, id: 'landing' };
    await receiveSubmission(aSubmission({ source: 'landing' }), other, true, world);

    expect(world.leads.all()).toHaveLength(2);
  });

  it('said in another order is the same, and the advertisement it came by does not count', async () => {
    const world = intakeWorld(SETTINGS);
    await receiveSubmission(aSubmission(), SOURCE, true, world);
    const fields = Object.fromEntries(Object.entries(FIELDS).reverse());

    const again = aSubmission({ fields, attribution: { utm_source: 'google' } });

    expect((await receiveSubmission(again, SOURCE, true, world)).outcome).toBe('repeated');
  });

  it.each([
    [10 * 60_000 - 1, 'repeated', 1],
    [10 * 60_000, 'received', 2],
  ])('without an id of its own, %i ms later, is %s', async (laterMs, outcome, leads) => {
    const world = intakeWorld(SETTINGS);
    const { eventId: _none, ...submission } = aSubmission();
    await receiveSubmission(submission, SOURCE, true, world);
    world.clock.pass(laterMs);

    expect((await receiveSubmission(submission, SOURCE, true, world)).outcome).toBe(outcome);
    expect(world.leads.all()).toHaveLength(leads);
  });

  it('without an id of its own, but with other words, is another lead', async () => {
    const world = intakeWorld(SETTINGS);
    const { eventId: _none, ...submission } = aSubmission();
    await receiveSubmission(submission, SOURCE, true, world);

    const other = { ...submission, fields: { ...FIELDS, name: 'Борис Станков' } };

    expect((await receiveSubmission(other, SOURCE, true, world)).outcome).toBe('received');
  });
});
