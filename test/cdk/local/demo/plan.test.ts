import { describe, expect, it } from 'vitest';
import { planRequests } from '#cdk/local/demo/plan.ts';
import { FORM_FLAWS, type DemoRequest } from '#cdk/local/demo/request.ts';
import { readSigningKeys } from '#cdk/local/demo/signing-keys.ts';
import { findCallProvider } from '#functions/telephony/providers/registry.ts';
import { innKind, parseInn } from '#shared/domain/inn.ts';
import { hasRepeatedDigits } from '#shared/domain/phone-fault.ts';
import { aSource } from '#test/support/a-source.ts';

const now = new Date('2026-11-23T09:00:00Z');
const keys = await readSigningKeys();

function plan(seed: number, count = 2_000, run = 'run'): readonly DemoRequest[] {
  return planRequests({ seed, count, run, now, keys });
}

function fieldsOf({ body }: DemoRequest): Readonly<Record<string, string>> {
  return body.startsWith('{') ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
}

function shareOf(requests: readonly DemoRequest[], isOne: (request: DemoRequest) => boolean): number {
  return requests.filter(isOne).length / requests.length;
}

describe('the plan of a demonstration', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(plan(1)).toEqual(plan(1));
    expect(plan(1)).not.toEqual(plan(2));
  });

  it('gives the same leads other ids in another run', () => {
    const [one, other] = [plan(1, 50, 'one'), plan(1, 50, 'other')];
    const keyOf = ({ headers }: DemoRequest) => headers['idempotency-key'];

    expect(one.map(keyOf)).not.toEqual(other.map(keyOf));
    expect(one.filter(keyOf).map(({ body }) => body)).toEqual(other.filter(keyOf).map(({ body }) => body));
  });

  it('mixes calls, repeats and each kind of flaw among good forms', () => {
    const requests = plan(3);
    const isFlawed = ({ intent }: DemoRequest) => FORM_FLAWS.some((flaw) => flaw === intent);

    expect(shareOf(requests, ({ intent }) => intent === 'call')).toBeCloseTo(0.25, 1);
    expect(shareOf(requests, isFlawed)).toBeCloseTo(0.15, 1);
    expect(shareOf(requests, ({ intent }) => intent === 'repeat')).toBeGreaterThan(0.01);
    const counts = FORM_FLAWS.map((flaw) => requests.filter(({ intent }) => intent === flaw).length);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  });

  it('names companies by INNs that are right, but for those that are meant to be wrong', () => {
    const forms = plan(4).filter(({ path }) => path.startsWith('/v1/forms/'));

    for (const { intent, ...request } of forms) {
      const { inn } = fieldsOf({ intent, ...request });
      if (inn === undefined) continue;
      const parsed = parseInn(inn);
      if (intent === 'wrong-inn') expect(parsed).toBeUndefined();
      else expect(parsed && innKind(parsed), inn).toBe(intent === 'individual' ? 'individual' : 'legal');
    }
  });

  it('repeats forms word for word under their own key', () => {
    const requests = plan(5);
    const repeats = requests.filter(({ intent }) => intent === 'repeat');

    for (const repeat of repeats) expect(requests).toContainEqual({ ...repeat, intent: 'lead' });
    expect(repeats.length).toBeGreaterThan(0);
  });

  it('has calls whose signatures their providers believe, and finds a phone in each', async () => {
    const calls = plan(6, 300).filter(({ intent }) => intent === 'call');

    for (const { path, headers, body } of calls) {
      const [, , , id = '', ...rest] = path.split('/');
      const provider = findCallProvider(id);
      const request = {
        ...{
          method: 'POST',
          rest: rest.length === 0 ? '' : `/${rest.join('/')}`,
          url: `https://leads.example.com${path}`,
        },
        ...{ query: new URLSearchParams(), headers, body: Buffer.from(body), address: '203.0.113.7', now },
      };
      const source = {
        ...aSource(),
        id,
        provider: id,
        kind: 'call',
        options: { apiKey: keys.mangoKey },
      } as const;
      expect(provider?.isGenuine(request, source, [keys.mangoSalt, keys.zadarmaSecret])).toBe(true);
      expect(await provider?.read(request, source)).toMatchObject({
        outcome: 'submission',
        submission: { kind: 'call', fields: { phone: expect.stringMatching(/^\+7999\d{7}$/) } },
      });
    }
  });

  it('has no phone that looks made up', () => {
    const phones = plan(7).map((request) => fieldsOf(request)['phone']?.replace(/\D/g, '') ?? '');

    expect(phones.filter((phone) => hasRepeatedDigits(phone))).toEqual([]);
  });
});
