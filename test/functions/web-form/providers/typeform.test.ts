import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { typeform } from '#functions/web-form/providers/typeform.ts';
import { aSource } from '#test/support/a-source.ts';
import { readPayload, requestOf } from '#test/support/payloads.ts';
import { altered, expectAsRecorded, postOf, submissionOf, withHeaders } from './recorded.ts';

const SECRET = 'typeform-test-secret';
const source = aSource({ id: 'typeform', provider: 'typeform' });

const recorded = async () => requestOf(await readPayload('web-form/typeform'));

/** A response whose questions are told by `[ref, title, type, value]`. */
function response(
  questions: readonly (readonly [string, string, string, unknown])[],
  changes: Record<string, unknown> = {},
) {
  const fields = questions.map(([ref, title], at) => ({ id: `f${at}`, ref, title }));
  const answers = questions.map(([ref, , type, value], at) => ({
    type,
    [type]: value,
    field: { id: `f${at}`, ref, type },
  }));
  return postOf('typeform', {
    event_id: 'e-1',
    event_type: 'form_response',
    form_response: { form_id: 'F', definition: { fields }, answers, ...changes },
  });
}

describe('a response of Typeform', () => {
  it('is read as it was recorded', async () => {
    await expectAsRecorded(typeform, 'web-form/typeform', source);
    expect(typeform.success).toEqual({ status: 200, body: '' });
  });

  it('is read by the references of its questions, else by their titles, else by what they take', async () => {
    const request = response([
      ['phone', 'How do we reach you?', 'phone_number', '+493023125000'],
      ['3f1c', 'Your name', 'text', 'Zoë'],
      ['77aa', 'Where may we write?', 'email', 'zoe@example.de'],
      ['b9b9', 'Company', 'text', 'Müller GmbH'],
      ['c0c0', 'Which machines?', 'choices', { labels: ['Lathe', 'Mill'], other: 'Saw' }],
      ['d0d0', 'How soon?', 'choice', { label: 'Now' }],
      ['e0e0', 'How many?', 'number', 3],
      ['f0f0', 'Website', 'url', 'https://mueller.example'],
      ['consent', 'May we?', 'boolean', true],
    ]);

    expect(await submissionOf(typeform, request, source)).toMatchObject({
      fields: {
        phone: '+493023125000',
        name: 'Zoë',
        email: 'zoe@example.de',
        company: 'Müller GmbH',
        consent: 'true',
      },
      extra: {
        'which machines?': 'Lathe, Mill, Saw',
        'how soon?': 'Now',
        'how many?': '3',
        website: 'https://mueller.example',
      },
      attribution: { form_id: 'F' },
      suspicions: [],
    });
  });

  it('has the names of its source for its questions', async () => {
    const named = { ...source, aliases: { 'Steuernummer?': 'inn' } };
    const request = response([['a1', 'Steuernummer?', 'text', '7700000129']]);

    expect((await submissionOf(typeform, request, named)).fields).toEqual({ inn: '7700000129' });
  });

  it('asks the questions of a group inside it', async () => {
    const fields = [
      {
        id: 'g',
        title: 'Contact',
        properties: {
          fields: [
            { id: 'g1', title: 'First name' },
            { id: 'g2', title: 'Last name' },
          ],
        },
      },
    ];
    const answers = [
      { type: 'text', text: 'Zoë', field: { id: 'g1', ref: 'r-1' } },
      { type: 'text', text: 'Müller', field: { id: 'g2', ref: 'r-2' } },
    ];
    const request = response([], { definition: { fields }, answers });

    expect((await submissionOf(typeform, request, source)).fields).toEqual({ name: 'Zoë Müller' });
  });

  it('takes from hidden fields what nobody answered', async () => {
    const request = response([['email', 'E-mail', 'email', 'typed@example.de']], {
      hidden: { email: 'known@example.de', phone: '+493023125000', utm_source: 'x', plan: 7 },
    });

    expect(await submissionOf(typeform, request, source)).toMatchObject({
      fields: { email: 'typed@example.de', phone: '+493023125000' },
      attribution: { utm_source: 'x' },
      extra: { plan: '7' },
    });
  });

  it('is a lead also without definition, hidden fields or answers', async () => {
    const request = response([], { definition: undefined, hidden: 'x', answers: null });

    expect(await submissionOf(typeform, request, source)).toMatchObject({ eventId: 'e-1', fields: {} });
  });

  it('is no lead until it is whole', async () => {
    const request = postOf('typeform', {
      event_id: 'e',
      event_type: 'form_response_partial',
      form_response: {},
    });

    expect(await typeform.read(request, source)).toEqual({
      outcome: 'ignored',
      because: 'not-a-whole-response',
    });
  });

  it('keeps a number larger than a double holds', async () => {
    const request = response([['a', 'Order', 'number', 0]], {});
    const body = Buffer.from(request.body.toString().replace('"number":0', '"number":90071992547409931'));

    expect((await submissionOf(typeform, { ...request, body }, source)).extra).toEqual({
      order: '90071992547409931',
    });
  });

  it.each([
    ['[]', 422, 'not-a-form-response'],
    ['{}', 422, 'not-a-form-response'],
    ['{"event_id":"e","event_type":"form_response"}', 422, 'not-a-form-response'],
    ['{"event_id":"","form_response":{}}', 422, 'not-a-form-response'],
    ['{"event_id":"e","form_response":{"answers":[{}]}}', 422, 'not-a-form-response'],
    ['{"event_id":"e","form_response":{"answers":{}}}', 422, 'not-a-form-response'],
    ['{"event_id"', 400, 'malformed-json'],
  ])('cannot be read from %s', async (body, status, code) => {
    expect(await typeform.read(postOf('typeform', body), source)).toEqual({
      outcome: 'unreadable',
      status,
      code,
    });
  });
});

describe('the signature of Typeform', () => {
  it('does not hold for another body', async () => {
    expect(typeform.isGenuine(altered(await recorded()), source, [SECRET])).toBe(false);
  });

  it('holds with either of two secrets, and never without one', async () => {
    const request = await recorded();

    expect(typeform.isGenuine(request, source, ['next', SECRET])).toBe(true);
    expect(typeform.isGenuine(request, source, [SECRET, 'former'])).toBe(true);
    expect(typeform.isGenuine(request, source, ['next'])).toBe(false);
    expect(typeform.isGenuine(request, source, [])).toBe(false);
  });

  it.each([undefined, '', 'sha256=', 'sha256=x', 'q1BaIlnWc+mld0tbZ2x9Rf7+brq3huaBorWAtoeyx8o='])(
    'does not hold as %j',
    async (signature) => {
      const request = withHeaders(await recorded(), { 'typeform-signature': signature });

      expect(typeform.isGenuine(request, source, [SECRET])).toBe(false);
    },
  );

  it('is never made with an empty secret', async () => {
    const request = await recorded();
    const made = createHmac('sha256', '').update(request.body).digest('base64');

    expect(
      typeform.isGenuine(withHeaders(request, { 'typeform-signature': `sha256=${made}` }), source, ['']),
    ).toBe(false);
  });
});
