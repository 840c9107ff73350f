import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { WebhookGateway } from '#shared/adapters/standard-webhook/webhook-gateway.ts';
import { aHandoffTo, secretsOf } from '#test/support/a-handoff.ts';
import { answerJson, scriptedServer, type Received, type Script } from '#test/support/scripted-server.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const NEXT_SECRET = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';

describe('telling another system by a signed webhook', () => {
  it('sends the lead, its owner and the offer, in a form the library verifies', async () => {
    const { outcome, received } = await deliverTo((response) => response.writeHead(204).end());

    expect(outcome).toEqual({ outcome: 'delivered', externalId: received[0]?.headers['webhook-id'] });
    expect(verified(received[0], SECRET)).toMatchObject({
      type: 'lead.assigned',
      timestamp: '2026-11-23T09:00:00.030Z',
      data: {
        lead: {
          id: 'lead-00000001',
          contact: { name: 'Анна Смирнова', phone: '+79991234567' },
          requisites: { inn: '7707083893' },
          counterparty: { status: 'active' },
          score: { grade: 'A' },
        },
        owner: { id: 'olga', name: 'Ольга Ким' },
        offer: { attempt: 1, url: 'https://leads.example.com/o/token' },
      },
    });
  });

  it('signs with every secret while one is being rotated', async () => {
    const { received } = await deliverTo((response) => response.end(), `${NEXT_SECRET} ${SECRET}`);

    expect(verified(received[0], SECRET)).toMatchObject({ type: 'lead.assigned' });
    expect(verified(received[0], NEXT_SECRET)).toMatchObject({ type: 'lead.assigned' });
    expect(() => verified(received[0], 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')).toThrow();
  });

  it('keeps the id and the body over all attempts of one offer, and has another id for the next offer', async () => {
    const script: Script = (response) => response.end();
    const first = await deliverTo(script);
    const again = await deliverTo(script, SECRET, { handoff: { attempt: 3, outcome: 'uncertain' } });
    const next = await deliverTo(script, SECRET, { handoff: { offerAttempt: 2 } });

    const [id, idAgain, idNext] = [first, again, next].map(
      ({ received }) => received[0]?.headers['webhook-id'],
    );
    expect(idAgain).toBe(id);
    expect(idNext).not.toBe(id);
    expect(id).toMatch(/^msg_[0-9a-f]{32}$/);
    expect(again.received[0]?.body).toBe(first.received[0]?.body);
  });

  it.each([
    [200, {}, { outcome: 'delivered' }],
    [302, { location: 'https://elsewhere.example.com' }, { outcome: 'unavailable', reason: 'http-302' }],
    [400, {}, { outcome: 'rejected', reason: 'http-400' }],
    [404, {}, { outcome: 'rejected', reason: 'http-404' }],
    [410, {}, { outcome: 'rejected', reason: 'gone' }],
    [408, {}, { outcome: 'unavailable', reason: 'http-408' }],
    [429, { 'retry-after': '30' }, { outcome: 'unavailable', reason: 'http-429', retryAfterMs: 30_000 }],
    [500, {}, { outcome: 'unavailable', reason: 'http-500' }],
    [502, {}, { outcome: 'unavailable', reason: 'http-502' }],
    [504, { 'retry-after': '5' }, { outcome: 'unavailable', reason: 'http-504', retryAfterMs: 5_000 }],
  ])('understands %i %j', async (status, headers, expected) => {
    const { outcome } = await deliverTo((response) => answerJson(response, status, '<html>', headers));

    expect(outcome).toMatchObject(expected);
  });

  it('is uncertain when no answer comes', async () => {
    expect((await deliverTo(() => undefined, SECRET, {}, 60)).outcome).toEqual({
      outcome: 'uncertain',
      reason: 'timeout',
    });
    expect((await deliverTo((response) => response.destroy())).outcome).toEqual({
      outcome: 'uncertain',
      reason: 'reset',
    });
  });

  it('sends nothing without a usable secret, nor into a private network', async () => {
    const unusable = await deliverTo((response) => response.end(), 'whsec_это не секрет');
    const inside = await gateway(SECRET).deliver(aHandoffTo(destination('https://192.168.0.10/hook')));

    expect(unusable).toMatchObject({
      outcome: { outcome: 'unavailable', reason: 'bad-secret' },
      received: [],
    });
    expect(inside).toEqual({ outcome: 'unavailable', reason: 'address-not-allowed' });
  });
});

function destination(url: string) {
  return { id: 'hook', type: 'webhook', url, secret: 'signing' } as const;
}

function gateway(secret: string, timeoutMs = 2_000) {
  return new WebhookGateway({
    secrets: secretsOf({ signing: secret }),
    addresses: 'loopback-too',
    timeoutMs,
  });
}

async function deliverTo(
  script: Script,
  secret = SECRET,
  overrides: Parameters<typeof aHandoffTo>[1] = {},
  timeoutMs?: number,
) {
  const server = await scriptedServer(script);
  try {
    const outcome = await gateway(secret, timeoutMs).deliver(
      aHandoffTo(destination(`${server.url}/hook`), overrides),
    );
    return { outcome, received: server.received };
  } finally {
    await server.stop();
  }
}

function verified(received: Received | undefined, secret: string): unknown {
  const header = (name: string): string => String(received?.headers[name] ?? '');
  return new Webhook(secret).verify(received?.body ?? '', {
    'webhook-id': header('webhook-id'),
    'webhook-timestamp': header('webhook-timestamp'),
    'webhook-signature': header('webhook-signature'),
  });
}
