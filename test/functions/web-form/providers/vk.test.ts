import { describe, expect, it } from 'vitest';
import { vk } from '#functions/web-form/providers/vk.ts';
import { aSource } from '#test/support/a-source.ts';
import { readPayload, requestOf } from '#test/support/payloads.ts';
import { expectAsRecorded, postOf, submissionOf } from './recorded.ts';

const SECRET = 'vkCallbackSecret1';
const source = aSource({
  id: 'vk',
  provider: 'vk',
  options: { confirmation: '1a2b3c4d', groupId: '123456789' },
});

const recorded = async () => requestOf(await readPayload('web-form/vk-lead'));

function lead(answers: readonly unknown[], changes: Record<string, unknown> = {}) {
  return postOf('vk', {
    type: 'lead_forms_new',
    group_id: 123456789,
    event_id: 'e-1',
    secret: SECRET,
    object: { lead_id: 123, form_id: 1, form_name: 'Запрос КП', answers },
    ...changes,
  });
}

describe('a lead form of VK', () => {
  it('is read as it was recorded', async () => {
    await expectAsRecorded(vk, 'web-form/vk-lead', source);
    expect((await submissionOf(vk, await recorded(), source)).extra).toEqual({ form_name: 'Запрос КП' });
  });

  it('has its own questions by their words, and its source has names for them', async () => {
    const named = { ...source, aliases: { 'Сколько готовы потратить?': 'budget' } };
    const request = lead([
      { key: 'custom_0', question: 'Сколько готовы потратить?', answer: '1 млн' },
      { key: 'custom_1', question: 'Какие станки?', answer: ['Токарные', 'Фрезерные'] },
      { key: 'company_name', question: 'Где работаете', answer: 'ООО «Завод»' },
      { key: 'custom_2', question: 'Сколько?', answer: 3 },
      { key: 'custom_3', question: 'Пустой', answer: null },
    ]);

    expect(await submissionOf(vk, request, named)).toMatchObject({
      fields: { budget: '1 млн', company: 'ООО «Завод»' },
      extra: { 'какие станки?': 'Токарные, Фрезерные', 'сколько?': '3', form_name: 'Запрос КП' },
    });
  });

  it('keeps ids larger than a double holds, and goes by the lead where the event has none', async () => {
    const request = lead([], { event_id: undefined });
    const body = request.body.toString().replace('"lead_id":123', '"lead_id":90071992547409931');

    expect(await submissionOf(vk, { ...request, body: Buffer.from(body) }, source)).toMatchObject({
      eventId: '90071992547409931',
    });
  });

  it.each(['message_new', 'wall_post_new', 'confirmation'])('is not %s', async (type) => {
    expect(await vk.read(lead([], { type }), source)).toEqual({
      outcome: 'ignored',
      because: 'not-a-lead-form',
    });
  });

  it('is none of ours in another group', async () => {
    const anyGroup = { ...source, options: {} };

    expect(await vk.read(lead([], { group_id: 2 }), source)).toEqual({
      outcome: 'ignored',
      because: 'another-group',
    });
    expect(await vk.read(lead([], { group_id: 2 }), anyGroup)).toMatchObject({ outcome: 'submission' });
  });

  it.each([
    ['[]', 422, 'not-an-event'],
    ['{"type":1}', 422, 'not-an-event'],
    ['{"type":"lead_forms_new","group_id":123456789}', 422, 'not-a-lead-form'],
    ['{"type":"lead_forms_new","group_id":123456789,"object":{"lead_id":1}}', 422, 'not-a-lead-form'],
    [
      '{"type":"lead_forms_new","group_id":123456789,"object":{"lead_id":1,"answers":["x"]}}',
      422,
      'not-a-lead-form',
    ],
    ['{', 400, 'malformed-json'],
  ])('cannot be read from %s', async (body, status, code) => {
    expect(await vk.read(postOf('vk', body), source)).toEqual({ outcome: 'unreadable', status, code });
  });
});

describe('the confirmation of VK', () => {
  it('is the text of the settings, and needs no secret', async () => {
    const payload = await readPayload('web-form/vk-confirmation');

    expect(vk.greet?.(requestOf(payload), source, [])).toMatchObject({
      status: payload.expect.response?.status,
      body: '1a2b3c4d',
    });
  });

  it.each([
    ['another group asks', { type: 'confirmation', group_id: 2 }, source.options],
    ['no group asks', { type: 'confirmation' }, source.options],
    ['there is no text', { type: 'confirmation', group_id: 123456789 }, { groupId: '123456789' }],
    ['it is another event', { type: 'lead_forms_new', group_id: 123456789 }, source.options],
    ['it is no event', 'confirmation', source.options],
  ])('is not told when %s', (_, content, options) => {
    expect(vk.greet?.(postOf('vk', content), { ...source, options }, [])).toBeUndefined();
  });

  it('is told to any group by a source that names none', () => {
    const anyGroup = { ...source, options: { confirmation: 'text' } };

    expect(vk.greet?.(postOf('vk', { type: 'confirmation', group_id: 2 }), anyGroup, [])?.body).toBe('text');
  });
});

describe('the secret of VK', () => {
  it('is either of two while one is being replaced', async () => {
    const request = await recorded();

    expect(vk.isGenuine(request, source, ['next', SECRET])).toBe(true);
    expect(vk.isGenuine(request, source, [SECRET, 'former'])).toBe(true);
    expect(vk.isGenuine(request, source, ['next'])).toBe(false);
    expect(vk.isGenuine(request, source, [])).toBe(false);
  });

  it.each([
    [{ secret: '' }, ['']],
    [{ secret: 'x' }, ['']],
    [{ secret: 1 }, ['1']],
    [{ object: { secret: SECRET } }, [SECRET]],
    [null, [SECRET]],
    ['{', [SECRET]],
  ])('is not in %j', (content, secrets) => {
    expect(vk.isGenuine(postOf('vk', content), source, secrets)).toBe(false);
  });
});
