import { expect } from 'vitest';
import { LibPhoneNumbers } from '#shared/adapters/libphonenumber/phone-numbers.ts';
import type { Source } from '#shared/domain/source.ts';
import { readFields } from '#shared/domain/submission-fields.ts';
import type { Submission } from '#shared/domain/submission.ts';
import type { Provider, ProviderRequest } from '#shared/intake/provider.ts';
import { aSource } from '#test/support/a-source.ts';
import { readPayload, requestOf, type Payload } from '#test/support/payloads.ts';

const phones = new LibPhoneNumbers();

/** Says what a recorded request must be taken for, and that it is genuine. */
export async function expectAsRecorded(provider: Provider, name: string, source: Source): Promise<void> {
  const payload = await readPayload(name);
  const request = requestOf(payload);
  expect(payload.expect.auth).toBe('valid');
  expect(provider.isGenuine(request, source, [payload.secret ?? ''])).toBe(true);
  if (payload.expect.response?.body !== undefined)
    expect(provider.success.body).toBe(payload.expect.response.body);
  if (!payload.expect.lead) {
    expect(await provider.read(request, source)).toMatchObject({ outcome: 'ignored' });
    return;
  }
  const submission = await submissionOf(provider, request, source);
  expect(submission).toMatchObject({
    kind: 'form',
    source: source.id,
    provider: provider.id,
    suspicions: [],
  });
  expectSaid(submission, source, payload.expect);
}

function expectSaid(submission: Submission, source: Source, said: Payload['expect']): void {
  const { contact, requisites, faults } = readFields(submission.fields, {
    region: source.region,
    mandatory: [],
    parsePhone: (text, region) => phones.parse(text, region),
  });
  const marks = Object.entries(submission.attribution).filter(([name]) => name.startsWith('utm_'));
  expect(faults).toEqual([]);
  expect(contact).toEqual({ name: said.name, phone: said.phone, email: said.email });
  expect(requisites.inn).toBe(said.company_inn);
  expect(Object.fromEntries(marks)).toEqual(said.utm);
  expect(submission.eventId).toBe(said.event_id);
  expect(submission.attribution).toMatchObject(said.attribution ?? {});
}

export async function submissionOf(
  provider: Provider,
  request: ProviderRequest,
  source: Source = aSource({ id: provider.id, provider: provider.id }),
): Promise<Submission> {
  const reading = await provider.read(request, source);
  if (reading.outcome !== 'submission') throw new Error(`not a submission but ${JSON.stringify(reading)}`);
  return reading.submission;
}

/** A request of a provider that posts JSON, unsigned; a text is sent as it is. */
export function postOf(
  provider: string,
  content: unknown,
  overrides: Partial<ProviderRequest> = {},
): ProviderRequest {
  return {
    method: 'POST',
    rest: '',
    url: `https://leads.example.com/v1/forms/${provider}`,
    query: new URLSearchParams(),
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
    address: '203.0.113.7',
    now: new Date('2026-01-05T12:00:00Z'),
    ...overrides,
  };
}

/** The same request with one character of its body changed. */
export function altered(request: ProviderRequest): ProviderRequest {
  const body = Buffer.from(request.body);
  const middle = Math.floor(body.length / 2);
  body[middle] = (body[middle] ?? 0) ^ 1;
  return { ...request, body };
}

export function withHeaders(request: ProviderRequest, headers: ProviderRequest['headers']): ProviderRequest {
  return { ...request, headers: { ...request.headers, ...headers } };
}
