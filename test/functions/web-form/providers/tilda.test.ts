import { describe, expect, it } from 'vitest';
import { tilda } from '#functions/web-form/providers/tilda.ts';
import type { ProviderRequest } from '#shared/intake/provider.ts';
import { aSource } from '#test/support/a-source.ts';
import { readPayload, requestOf } from '#test/support/payloads.ts';

const KEY = 'tilda-test-key-01';
const source = aSource({ id: 'tilda', provider: 'tilda' });

async function submissionOf(request: ProviderRequest) {
  const reading = await tilda.read(request, source);
  if (reading.outcome !== 'submission') throw new Error(`not a submission but ${reading.outcome}`);
  return reading.submission;
}

function posted(fields: Record<string, string>, overrides: Partial<ProviderRequest> = {}): ProviderRequest {
  return {
    method: 'POST',
    rest: '',
    url: 'https://leads.example.com/v1/forms/tilda',
    query: new URLSearchParams(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: Buffer.from(String(new URLSearchParams(fields))),
    address: '203.0.113.7',
    now: new Date('2026-11-23T09:00:00Z'),
    ...overrides,
  };
}

describe('a form of Tilda', () => {
  it('is read with the names its owner gave the fields, and its marks out of the cookies', async () => {
    const submission = await submissionOf(requestOf(await readPayload('web-form/tilda-cookies')));

    expect(submission).toMatchObject({
      provider: 'tilda',
      eventId: '467251:8442970',
      fields: {
        name: 'Ёжиков Пётр',
        phone: '8 (999) 765-43-21',
        email: 'p.ezhikov@завод.рф',
        company: 'ООО «Станки & Ко»',
        inn: '77 0000 0129',
        message: 'Нужно 2+1 станка, 100% предоплата',
      },
      attribution: {
        utm_source: 'yandex',
        utm_medium: 'cpc',
        utm_campaign: 'b2b_станки',
        utm_term: 'чпу',
      },
    });
    expect(Object.keys(submission.extra)).not.toContain('cookies');
  });

  it('takes marks from hidden fields where there are any, before those of the cookies', async () => {
    const cookies = '_ga=1; TILDAUTM=utm_source%3Dold%7C%7C%7Camp%3Butm_medium%3Dcpc';
    const submission = await submissionOf(
      posted({ COOKIES: cookies, utm_campaign: 'now', phone: '+79991234567' }),
    );
    expect(submission.attribution).toMatchObject({
      utm_campaign: 'now',
      utm_source: 'old',
      utm_medium: 'cpc',
    });
  });

  it.each([['TILDAUTM=%E0%A4%A'], [''], ['TILDAUTM='], ['XTILDAUTM=utm_source%3Dvk']])(
    'is no worse for cookies that say nothing: %s',
    async (cookies) => {
      const { attribution } = await submissionOf(posted({ COOKIES: cookies, phone: '+79991234567' }));
      expect(attribution).toEqual({});
    },
  );
});

describe('the proof of a form of Tilda', () => {
  it.each([
    ['address', posted({}, { query: new URLSearchParams({ token: KEY }) })],
    ['field', posted({ token: KEY, phone: '1' })],
    ['header', posted({}, { headers: { token: KEY } })],
  ])('is the key in the %s', (_place, request) => {
    expect(tilda.isGenuine(request, source, ['another', KEY])).toBe(true);
    expect(tilda.isGenuine(request, source, ['another'])).toBe(false);
    expect(tilda.isGenuine(request, source, [])).toBe(false);
  });

  it('has the name the owner of the site chose for it', async () => {
    const named = { ...source, options: { keyName: 'api_key' } };
    const request = posted({ api_key: KEY, phone: '+79991234567' });
    expect(tilda.isGenuine(request, named, [KEY])).toBe(true);
    expect(tilda.isGenuine(request, source, [KEY])).toBe(false);
    const reading = await tilda.read(request, named);
    expect(JSON.stringify(reading)).not.toContain(KEY);
  });

  it('is not asked of the probe, and of the probe alone', async () => {
    const probe = requestOf(await readPayload('web-form/tilda-probe'), { query: new URLSearchParams() });
    expect(tilda.greet?.(probe, source, [KEY])).toEqual({ status: 200, body: 'ok' });
    expect(
      tilda.greet?.({ ...probe, body: Buffer.from('test=test&phone=1') }, source, [KEY]),
    ).toBeUndefined();
    expect(tilda.greet?.({ ...probe, method: 'GET' }, source, [KEY])).toBeUndefined();
  });
});
