import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DadataRegistry } from '#shared/adapters/dadata/dadata-registry.ts';
import type { Asked } from '#shared/adapters/registries/registry-client.ts';
import { InMemoryKeys } from '#test/support/in-memory-circuits.ts';
import {
  ANSWERED_AT,
  FOUND,
  NOT_FOUND,
  UNAVAILABLE,
  patienceMs,
  recordedExchange,
  recordedNames,
} from '#test/support/registry-fixtures.ts';
import { standInServer, type StandInServer } from '#test/support/stand-in-server.ts';

/** The stand-in shows the paid tariff, in which the same company has what the free one leaves out. */
const PAID: Readonly<Record<string, readonly string[]>> = {
  '02-active-llc-free': ['employees', 'revenueRub'],
};

/** Facts the stand-in takes from the head office, because it is asked about it as well. */
const OF_HEAD_OFFICE: Readonly<Record<string, readonly string[]>> = {
  '09-branch-by-kpp': ['registeredOn', 'okved'],
};

let outside: StandInServer;

beforeEach(async () => {
  outside = await standInServer();
});

afterEach(() => outside.stop());

describe('the stand-in of DaData, asked what the real one was', () => {
  it('is tried with every recorded exchange', () => {
    const tried = [...Object.keys(FOUND), ...NOT_FOUND, ...Object.keys(UNAVAILABLE)];

    expect([...recordedNames()].sort()).toEqual(tried.sort());
  });

  it.each(Object.entries(FOUND))('knows the company of %s', async (name, { absent = [], ...facts }) => {
    const answer = await askAsRecorded(name);

    expect(answer).toMatchObject({ outcome: 'found', counterparty: { outcome: 'found', ...facts } });
    const known = [...(PAID[name] ?? []), ...(OF_HEAD_OFFICE[name] ?? [])];
    for (const fact of absent)
      if (!known.includes(fact)) expect(answer).not.toHaveProperty(`counterparty.${fact}`);
  });

  it.each(NOT_FOUND)('knows nobody of %s', async (name) => {
    expect(await askAsRecorded(name)).toEqual({ outcome: 'not-found' });
  });

  it.each(Object.entries(UNAVAILABLE))('plays %s', async (name, { fault, ...why }) => {
    outside.setFault('registry', fault);

    expect(await askAsRecorded(name)).toEqual({ outcome: 'unavailable', ...why });
  });

  it('plays a spent quota', async () => {
    const registry = registryOf(outside);
    await registry.ask({ country: 'RU', id: '7799123455' }, 2_000);
    outside.setFault('registry', { mode: 'refusing', status: 403 });

    expect(await registry.ask({ country: 'RU', id: '7799123455' }, 2_000)).toEqual({
      outcome: 'unavailable',
      because: 'quota-spent',
      retryAt: '2026-11-23T21:00:00.000Z',
    });
  });
});

async function askAsRecorded(name: string): Promise<Asked> {
  const { query, kpp } = recordedExchange(name).question;
  const company = { country: 'RU', id: query, ...(kpp === undefined ? {} : { kpp }) };
  return registryOf(outside).ask(company, patienceMs(name));
}

function registryOf({ url }: StandInServer): DadataRegistry {
  return new DadataRegistry({
    baseUrl: `${url}/registry/suggestions/api/4_1/rs`,
    token: async () => 'any-key',
    now: () => ANSWERED_AT,
    keys: new InMemoryKeys(),
  });
}
