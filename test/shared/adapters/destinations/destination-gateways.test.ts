import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DestinationGateways } from '#shared/adapters/destinations/destination-gateways.ts';
import type { Destination } from '#shared/domain/destination.ts';
import { aHandoffTo, secretsOf } from '#test/support/a-handoff.ts';
import { standInServer, type StandInServer } from '#test/support/stand-in-server.ts';

const SECRETS = { crm: '1/abc', bot: '1:token', signing: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' };

let outside: StandInServer;

beforeEach(async () => {
  outside = await standInServer();
});

afterEach(() => outside.stop());

describe('the gateway to every destination', () => {
  it('tells each one in its own way', async () => {
    const gateways = new DestinationGateways({ secrets: secretsOf(SECRETS), addresses: 'loopback-too' });

    const outcomes = await Promise.all(
      destinations().map((destination) => gateways.deliver(aHandoffTo(destination))),
    );

    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['delivered', 'delivered', 'delivered']);
    const { crm, messenger, webhook } = outside.deliveries();
    expect([crm.length, messenger.length, webhook.length]).toEqual([1, 1, 1]);
  });

  it.each(['down', 'refusing', 'garbage'] as const)(
    'loses nothing while all of them are %s',
    async (mode) => {
      for (const target of ['crm', 'messenger', 'webhook'] as const)
        outside.setFault(target, { mode, status: 502 });
      const gateways = new DestinationGateways({ secrets: secretsOf(SECRETS), addresses: 'loopback-too' });

      const outcomes = await Promise.all(
        destinations().map((destination) => gateways.deliver(aHandoffTo(destination))),
      );

      for (const { outcome } of outcomes) expect(['unavailable', 'uncertain']).toContain(outcome);
    },
  );

  it('reaches nothing on this machine from a public deployment', async () => {
    const gateways = new DestinationGateways({ secrets: secretsOf(SECRETS), addresses: 'public-only' });

    for (const destination of destinations())
      expect(await gateways.deliver(aHandoffTo(destination))).toEqual({
        outcome: 'unavailable',
        reason: 'not-https',
      });
  });

  it('tries again later when the secrets cannot be read', async () => {
    const secrets = { find: async () => Promise.reject(new Error('down')) };
    const gateways = new DestinationGateways({ secrets, addresses: 'loopback-too' });

    for (const destination of destinations())
      expect(await gateways.deliver(aHandoffTo(destination))).toEqual({
        outcome: 'unavailable',
        reason: 'secrets-unavailable',
      });
  });
});

function destinations(): readonly Destination[] {
  return [
    { id: 'crm', type: 'bitrix24', baseUrl: `${outside.url}/bitrix24/rest`, secret: 'crm' },
    { id: 'messenger', type: 'telegram', baseUrl: `${outside.url}/telegram`, secret: 'bot' },
    { id: 'hook', type: 'webhook', url: `${outside.url}/webhook`, secret: 'signing' },
  ];
}
