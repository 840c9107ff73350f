import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Bitrix24Gateway } from '#shared/adapters/bitrix24/bitrix24-gateway.ts';
import type { Handoff } from '#shared/domain/handoff.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { aHandoffTo, secretsOf, type HandoffOverrides } from '#test/support/a-handoff.ts';
import { anOfferedUnchecked, foundOut } from '#test/support/check-world.ts';
import { aTouch, anOfferedLead } from '#test/support/a-lead.ts';
import { answerJson, scriptedServer, type Script } from '#test/support/scripted-server.ts';
import { standInServer, type StandInServer } from '#test/support/stand-in-server.ts';

let crm: StandInServer;

beforeEach(async () => {
  crm = await standInServer(undefined, () => new Date('2026-11-23T09:05:01.000Z'));
});

afterEach(() => crm.stop());

describe('telling Bitrix24 that a client came again', () => {
  it('comments on the card that is there, and returns the comment’s id', async () => {
    await deliver({ lead: anOfferedLead() });

    const outcome = await deliverTouch();

    expect(outcome).toEqual({ outcome: 'delivered', externalId: '1' });
    const [card, ...others] = crm.deliveries().crm;
    expect(others).toEqual([]);
    expect(card?.updates).toEqual([]);
    expect(card?.comments).toEqual([
      {
        receivedAt: '2026-11-23T09:05:01.000Z',
        id: 1,
        text: [
          'Клиент обратился снова: пропущенный звонок',
          'Звонок: пропущен → +74951234567',
          'Источник: mango',
          '(lead-relay lead-00000002)',
        ].join('\n'),
      },
    ]);
  });

  it('comments once, also when it is not heard of the first time', async () => {
    await deliver({ lead: anOfferedLead() });
    crm.setFault('crm', { mode: 'lose-answer', times: 1 });

    expect(await deliverTouch()).toEqual({ outcome: 'uncertain', reason: 'reset' });
    expect(await deliverTouch({ handoff: { attempt: 1, outcome: 'uncertain' } })).toEqual({
      outcome: 'delivered',
      externalId: '1',
    });
    expect(crm.deliveries().crm[0]?.comments).toHaveLength(1);
  });

  it('takes no other touch for this one, whatever its id begins with', async () => {
    await deliver({ lead: anOfferedLead() });
    await deliverTouch({ touch: { id: 'lead-000000021' } });

    expect(await deliverTouch()).toEqual({ outcome: 'delivered', externalId: '2' });
  });

  it('waits for the card', async () => {
    const { first, touch } = aTouch(anOfferedLead());

    expect(await deliver({ lead: first, touch, handoff: { touch: touch.id } })).toEqual({
      outcome: 'unavailable',
      reason: 'no-card-yet',
    });
    expect(crm.deliveries().crm).toEqual([]);
  });

  it('never takes the id of an earlier comment for the card’s', async () => {
    await deliver({ lead: anOfferedLead() });
    const earlier: Handoff = { ...aCard('7'), touch: 'lead-00000009' };

    expect(await deliverTouch({ handoffs: [earlier, aCard('1')] })).toMatchObject({ outcome: 'delivered' });
  });

  it('gives up when somebody deleted the card over there', async () => {
    const { outcome } = await deliverTouchTo((response, { path }) =>
      path.endsWith('.list')
        ? answerJson(response, 200, { result: [] })
        : answerJson(response, 400, { error: 'OWNER_NOT_FOUND', error_description: 'Owner is not found' }),
    );

    expect(outcome).toEqual({ outcome: 'rejected', reason: 'card-gone' });
  });

  it.each([
    [400, { error: '', error_description: 'Access denied.' }, 'unauthorized'],
    [503, { error: 'QUERY_LIMIT_EXCEEDED' }, 'bitrix24-query-limit-exceeded'],
    [200, { result: 'nothing of the kind' }, 'unreadable-answer'],
  ])('tries again later when the search is answered by %i %j', async (status, body, reason) => {
    const { outcome, paths } = await deliverTouchTo((response) => answerJson(response, status, body));

    expect(outcome).toMatchObject({ outcome: 'unavailable', reason });
    expect(paths).toEqual(['/1/code/crm.timeline.comment.list']);
  });

  it('is uncertain about a comment whose answer makes no sense', async () => {
    const { outcome } = await deliverTouchTo((response, { path }) =>
      answerJson(response, 200, { result: path.endsWith('.list') ? [] : true }),
    );

    expect(outcome).toEqual({ outcome: 'uncertain', reason: 'unreadable-answer' });
  });

  it('asks for the newest comments of this card alone', async () => {
    const { bodies } = await deliverTouchTo((response, { path }) =>
      answerJson(response, 200, { result: path.endsWith('.list') ? [] : 999 }),
    );

    expect(JSON.parse(bodies[0] ?? '')).toEqual({
      filter: { ENTITY_ID: 1, ENTITY_TYPE: 'lead' },
      select: ['ID', 'COMMENT'],
      order: { ID: 'DESC' },
    });
  });

  it('lets no words of a visitor become markup', async () => {
    await deliver({ lead: anOfferedLead() });

    await deliverTouch({ touch: { need: { message: '<script>x</script> [url=evil]free[/url]' } } });

    expect(crm.deliveries().crm[0]?.comments[0]?.text).not.toMatch(/[<>[\]]/);
  });
});

describe('telling Bitrix24 what a later check has found', () => {
  const notice = { ru: 'Компания ликвидирована [b].', en: 'The company has been liquidated.' };
  const lead = foundOut(anOfferedUnchecked(), 'company-liquidated', ['crm']);
  const deliverNotice = (overrides: Partial<Handoff> = {}) =>
    deliver({ lead, notice, handoff: { notice: 'company-liquidated', ...overrides } });

  it('comments on the card once, also when it is not heard of the first time', async () => {
    await deliver({ lead: anOfferedLead() });
    crm.setFault('crm', { mode: 'lose-answer', times: 1 });

    expect(await deliverNotice()).toEqual({ outcome: 'uncertain', reason: 'reset' });
    expect(await deliverNotice({ attempt: 1, outcome: 'uncertain' })).toEqual({
      outcome: 'delivered',
      externalId: '1',
    });
    expect(crm.deliveries().crm[0]?.comments.map(({ text }) => text)).toEqual([
      [
        'Компания ликвидирована (b): ООО «ЯНДЕКС»',
        'ИНН: 7707083893 / 773601001',
        'Проверка: ликвидирована, Москва',
        'Что дальше: заявка остаётся у вас, решайте сами',
        '(lead-relay lead-00000001 company-liquidated)',
      ].join('\n'),
    ]);
  });
});

function destination(baseUrl = `${crm.url}/bitrix24/rest/`) {
  return { id: 'crm', type: 'bitrix24', baseUrl, secret: 'crm-webhook' } as const;
}

function aCard(externalId: string): Handoff {
  return {
    destination: 'crm',
    rep: 'olga',
    offerAttempt: 1,
    attempt: 1,
    outcome: 'delivered',
    externalId,
  };
}

function deliver(overrides: HandoffOverrides, url?: string) {
  const gateway = new Bitrix24Gateway({
    secrets: secretsOf({ 'crm-webhook': '1/code' }),
    addresses: 'loopback-too',
    timeoutMs: 2_000,
  });
  return gateway.deliver(aHandoffTo(destination(url), overrides));
}

interface TouchOverrides {
  readonly touch?: Partial<Lead>;
  readonly handoff?: Partial<Handoff>;
  readonly handoffs?: readonly Handoff[];
}

/** A touch of the lead whose card has the id 1. */
function deliverTouch(overrides: TouchOverrides = {}, url?: string) {
  const { handoffs = [aCard('1')] } = overrides;
  const { first, touch } = aTouch(anOfferedLead({ handoffs }), overrides.touch);
  return deliver({ lead: first, touch, handoff: { touch: touch.id, ...overrides.handoff } }, url);
}

async function deliverTouchTo(script: Script) {
  const server = await scriptedServer(script);
  try {
    const outcome = await deliverTouch({}, server.url);
    return {
      outcome,
      paths: server.received.map(({ path }) => path),
      bodies: server.received.map(({ body }) => body),
    };
  } finally {
    await server.stop();
  }
}
