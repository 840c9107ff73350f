import { describe, expect, it } from 'vitest';
import { cf7 } from '#functions/web-form/providers/cf7.ts';
import { elementor } from '#functions/web-form/providers/elementor.ts';
import { jotform } from '#functions/web-form/providers/jotform.ts';
import { marquiz } from '#functions/web-form/providers/marquiz.ts';
import type { Provider, ProviderRequest } from '#shared/intake/provider.ts';
import { aSource } from '#test/support/a-source.ts';
import { readPayload, requestOf } from '#test/support/payloads.ts';

const PROVIDERS: readonly Provider[] = [cf7, elementor, jotform, marquiz];

async function submissionOf(provider: Provider, request: ProviderRequest) {
  const reading = await provider.read(request, aSource({ id: provider.id, provider: provider.id }));
  if (reading.outcome !== 'submission') throw new Error(`not a submission but ${JSON.stringify(reading)}`);
  return reading.submission;
}

async function recorded(name: string): Promise<ProviderRequest> {
  return requestOf(await readPayload(name));
}

function withBody(request: ProviderRequest, contentType: string, body: string): ProviderRequest {
  return { ...request, headers: { 'content-type': contentType }, body: Buffer.from(body) };
}

describe('Elementor', () => {
  it('sends labels as names, and what it adds is no answer of the visitor', async () => {
    const { fields, attribution, extra, eventId } = await submissionOf(
      elementor,
      await recorded('web-form/elementor'),
    );
    expect(fields).toEqual({ name: 'Ольга', phone: '+7 999 111-22-33', message: 'Перезвоните' });
    expect(attribution).toEqual({ page: 'https://stanki.example/?utm_source=email', utm_source: 'email' });
    expect([extra, eventId]).toEqual([{}, undefined]);
  });

  it('sends fields with their titles when told to send everything', async () => {
    const body = String(
      new URLSearchParams([
        ['form[id]', '7a1'],
        ['fields[name][id]', 'name'],
        ['fields[name][title]', 'Ваше имя'],
        ['fields[name][value]', 'Ольга'],
        ['fields[name][raw_value]', 'Ольга'],
        ['fields[phone][title]', ''],
        ['fields[phone][value]', '+79991112233'],
        ['meta[page_url][value]', 'https://stanki.example/?utm_source=email'],
      ]),
    );
    const request = withBody(await recorded('web-form/elementor'), 'application/x-www-form-urlencoded', body);
    expect(await submissionOf(elementor, request)).toMatchObject({
      fields: { name: 'Ольга', phone: '+79991112233' },
      attribution: { utm_source: 'email' },
      extra: {},
    });
  });
});

describe('Contact Form 7', () => {
  it('is read by the names its author left as they were', async () => {
    const { fields } = await submissionOf(cf7, await recorded('web-form/cf7'));
    expect(fields).toEqual({
      name: 'Игорь',
      email: 'igor@example.com',
      phone: '8(999)7654321',
      message: 'Жду цену',
      consent: '1',
    });
  });

  it('keeps what the plugin adds to itself', async () => {
    const body = JSON.stringify({ _wpcf7: 12, _wpcf7_version: '6', 'your-name': 'Игорь' });
    const request = withBody(await recorded('web-form/cf7'), 'application/json', body);
    expect((await submissionOf(cf7, request)).extra).toEqual({});
  });
});

describe('Marquiz', () => {
  it('tells answers to its own questions, and where the visitor came from', async () => {
    expect(await submissionOf(marquiz, await recorded('web-form/marquiz'))).toMatchObject({
      fields: { name: 'Мария', phone: '+7 (999) 123-45-67', email: 'maria@example.com', budget: '1–3 млн ₽' },
      extra: { quiz: 'Подбор станка', 'какой станок нужен?': 'Токарный, Фрезерный' },
      attribution: {
        utm_source: 'vk',
        utm_medium: 'cpc',
        utm_campaign: 'квиз',
        referrer: 'https://stanki.example/',
      },
    });
  });

  it.each([['[]'], ['{"answers":"x"}'], ['{"contacts":[1]}'], ['null']])('is no quiz: %s', async (body) => {
    const request = withBody(await recorded('web-form/marquiz'), 'application/json', body);
    expect(await marquiz.read(request, aSource())).toMatchObject({ outcome: 'unreadable', status: 422 });
  });
});

describe('JotForm', () => {
  it('has its answers in JSON within one part', async () => {
    expect(await submissionOf(jotform, await recorded('web-form/jotform'))).toMatchObject({
      eventId: '5900000000000000001',
      fields: { name: 'Anna Nowak', email: 'anna@example.pl', phone: '(22) 123-45-67' },
      attribution: { utm_source: 'google' },
    });
  });

  it.each([['rawRequest=%7B'], ['other=1'], ['rawRequest=%5B%5D']])('is no submission: %s', async (body) => {
    const form = 'application/x-www-form-urlencoded';
    const request = withBody(await recorded('web-form/jotform'), form, body);
    expect(await jotform.read(request, aSource())).toMatchObject({ outcome: 'unreadable' });
  });
});

describe.each(PROVIDERS.map((provider) => [provider.id, provider] as const))(
  'the address of %s',
  (_id, provider) => {
    const request = (query: string): ProviderRequest => ({
      method: 'POST',
      rest: '',
      url: '',
      query: new URLSearchParams(query),
      headers: {},
      body: Buffer.from('token=t1'),
      address: '203.0.113.7',
      now: new Date(),
    });

    it('holds the token, either of two while one is replaced', () => {
      expect(provider.isGenuine(request('token=t1'), aSource(), ['t0', 't1'])).toBe(true);
      expect(provider.isGenuine(request('token=t2'), aSource(), ['t0', 't1'])).toBe(false);
      expect(provider.isGenuine(request(''), aSource(), ['t1'])).toBe(false);
      expect(provider.isGenuine(request('token='), aSource(), [''])).toBe(false);
      expect(provider.isGenuine(request('token=t1'), aSource(), [])).toBe(false);
    });
  },
);
