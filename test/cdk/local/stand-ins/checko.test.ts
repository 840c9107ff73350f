import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CheckoRegistry } from '#shared/adapters/checko/checko-registry.ts';
import { standInServer, type StandInServer } from '#test/support/stand-in-server.ts';

let outside: StandInServer;
beforeAll(async () => {
  outside = await standInServer();
});
beforeEach(() => outside.clear());
afterAll(() => outside.stop());

describe('the stand-in of Checko', () => {
  it.each([
    ['7799123455', { status: 'active', name: 'ООО "ТЕСТ-АЛЬФА"', region: 'RU-MOW', kpp: '779901001' }],
    ['5099543210', { status: 'liquidated' }],
    ['6699123450', { status: 'bankrupt', region: 'RU-SVE' }],
    ['7899333336', { status: 'reorganizing' }],
    ['779912345644', { status: 'active', type: 'individual', name: 'ИП Тестова Мария Игоревна' }],
    ['349900000194', { status: 'liquidated', type: 'individual' }],
    ['7799777779', { kpp: '779901001', branch: false }],
  ])('knows %s as the other registry does', async (id, facts) => {
    expect(await ask(id)).toMatchObject({ outcome: 'found', counterparty: { registry: 'checko', ...facts } });
    expect(outside.deliveries().checko).toEqual({ asked: 1 });
  });

  it.each(['3499000173', '500100732259'])('knows nobody under %s', async (id) => {
    expect(await ask(id)).toEqual({ outcome: 'not-found' });
  });

  it('wants a key, and says that it is a stand-in', async () => {
    const answer = await fetch(`${outside.url}/checko/v2/company?inn=7799123455`);

    expect(answer.headers.get('x-stand-in')).toBe('checko');
    expect(await answer.json()).toMatchObject({ meta: { status: 'error' } });
  });

  it.each([
    [{ mode: 'refusing', status: 403 }, 'quota-spent'],
    [{ mode: 'refusing', status: 401 }, 'misconfigured'],
    [{ mode: 'refusing' }, 'unavailable'],
    [{ mode: 'garbage' }, 'unavailable'],
    [{ mode: 'down' }, 'unavailable'],
    [{ mode: 'slow', ms: 60_000 }, 'slow'],
  ] as const)('under the fault %j is %s', async (fault, because) => {
    outside.setFault('checko', fault);

    expect(await ask('7799123455', 200)).toMatchObject({ outcome: 'unavailable', because });
  });
});

function ask(id: string, timeoutMs = 2_000) {
  const registry = new CheckoRegistry({
    baseUrl: `${outside.url}/checko`,
    key: async () => 'any-key',
    now: () => new Date('2026-11-23T09:00:00.000Z'),
  });
  return registry.ask({ country: 'RU', id }, timeoutMs);
}
