import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LeadView } from '#functions/console/lead-view.ts';
import { aFormOf } from '#test/support/a-form.ts';
import { LocalSystem, leadIdOf } from '#test/support/local-system.ts';

let system: LocalSystem;
beforeAll(async () => void (system = await LocalSystem.start()));
afterAll(() => system.stop());

let clients = 0;

async function leadOf(inn: string): Promise<LeadView> {
  clients += 1;
  const form = { ...aFormOf(clients), inn, company: 'ООО «Вектор»' };
  return system.deliveredLead(leadIdOf(await system.postForm(form)));
}

async function asked(): Promise<readonly [dadata: number, checko: number]> {
  const { registry, checko } = await system.deliveries();
  return [registry.asked, checko.asked];
}

it('a registry whose quota is spent is left alone and the other one asked, until that is spent too', async () => {
  expect(await leadOf('7799700374')).toMatchObject({
    counterparty: { outcome: 'found', registry: 'dadata' },
  });
  await system.fault('registry', { mode: 'refusing', status: 403 });

  expect(await leadOf('7899700748')).toMatchObject({
    counterparty: { outcome: 'found', registry: 'checko' },
  });
  const [refused] = await asked();
  expect(await leadOf('5499701856')).toMatchObject({
    counterparty: { outcome: 'found', registry: 'checko' },
  });
  expect((await asked())[0]).toBe(refused);

  await system.fault('checko', { mode: 'refusing', status: 403 });
  const unchecked = await leadOf('6699702224');
  expect(unchecked).toMatchObject({
    status: 'offered',
    counterparty: {
      outcome: 'unchecked',
      because: 'quota-spent',
      retryAt: expect.stringMatching(/T21:00:00/),
    },
  });
});
