import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Bitrix24Gateway } from '#shared/adapters/bitrix24/bitrix24-gateway.ts';
import { aHandoffTo, aRep, secretsOf } from '#test/support/a-handoff.ts';
import { aLead, anOfferedLead } from '#test/support/a-lead.ts';
import { answerJson, scriptedServer, type Script } from '#test/support/scripted-server.ts';
import { standInServer, type StandInServer } from '#test/support/stand-in-server.ts';

const NOW = new Date('2026-11-23T09:00:00.000Z');
const SECRET = '1/abcdef0123456789';

let crm: StandInServer;

beforeEach(async () => {
  crm = await standInServer();
});

afterEach(() => crm.stop());

describe('handing a lead to Bitrix24', () => {
  it('makes one card with everything the rep needs, and returns its id', async () => {
    const outcome = await deliver();

    expect(outcome).toEqual({ outcome: 'delivered', externalId: '1' });
    const [card, ...others] = crm.deliveries().crm;
    expect(others).toEqual([]);
    expect(card?.fields).toMatchObject({
      title: 'Заявка A: ООО «РОМАШКА»',
      originatorId: 'lead-relay',
      originId: 'lead-00000001',
      name: 'Анна Смирнова',
      companyTitle: 'ООО «РОМАШКА»',
      assignedById: 17,
      opportunity: 1_500_000,
      currencyId: 'RUB',
      sourceDescription: 'main-site / yandex / pumps',
      utmSource: 'yandex',
      utmCampaign: 'pumps',
      fm: [
        { typeId: 'PHONE', valueType: 'WORK', value: '+79991234567' },
        { typeId: 'EMAIL', valueType: 'WORK', value: 'anna@example.ru' },
      ],
    });
    expect(card?.fields['comments']).toContain('ИНН: 7707083893 / 773601001');
  });

  it('makes no second card when it is told twice', async () => {
    await deliver();

    expect(await deliver()).toEqual({ outcome: 'delivered', externalId: '1' });
    expect(crm.deliveries().crm).toHaveLength(1);
    expect(crm.deliveries().crm[0]?.updates).toEqual([]);
  });

  it('is uncertain when the answer to a new card is lost, and finds that card the next time', async () => {
    crm.setFault('crm', { mode: 'lose-answer', times: 1 });

    expect(await deliver()).toEqual({ outcome: 'uncertain', reason: 'reset' });
    expect(await deliver({ handoff: { attempt: 1, outcome: 'uncertain' } })).toEqual({
      outcome: 'delivered',
      externalId: '1',
    });
    expect(crm.deliveries().crm).toHaveLength(1);
  });

  it('moves the card to the rep of a later offer', async () => {
    await deliver();
    const first = { ...aHandoffTo(destination()).handoff, outcome: 'delivered' as const, externalId: '1' };
    const pavel = aRep({ id: 'pavel', name: 'Павел', accounts: { crm: '23' } });

    const outcome = await deliver({
      lead: anOfferedLead({ handoffs: [first] }),
      rep: pavel,
      handoff: { offerAttempt: 2, rep: 'pavel' },
    });

    expect(outcome).toEqual({ outcome: 'delivered', externalId: '1' });
    expect(crm.deliveries().crm).toMatchObject([{ id: 1, fields: { assignedById: 23 } }]);
    expect(crm.deliveries().crm[0]?.updates).toHaveLength(1);
  });

  it('makes a new card when the known one was deleted there', async () => {
    const outcome = await deliver({ handoff: { externalId: '404' } });

    expect(outcome).toEqual({ outcome: 'delivered', externalId: '1' });
  });

  it('makes the card also for a rep the CRM does not know, and names them in it', async () => {
    await deliver({ rep: aRep({ accounts: {} }) });

    const [card] = crm.deliveries().crm;
    expect(card?.fields).not.toHaveProperty('assignedById');
    expect(card?.fields['comments']).toContain('→ Ольга Ким');
  });

  it('lets no words of a visitor become markup', async () => {
    await deliver({ lead: aLead({ need: { message: '<script>x</script> [url=evil]free[/url]' } }) });

    expect(crm.deliveries().crm[0]?.fields['comments']).not.toMatch(/[<>[\]]/);
  });

  it.each([
    [503, { error: 'QUERY_LIMIT_EXCEEDED' }, 'bitrix24-query-limit-exceeded', 2_000],
    [503, { error: 'OVERLOAD_LIMIT' }, 'bitrix24-overload-limit', 2_000],
    [429, { error: 'OPERATION_TIME_LIMIT' }, 'bitrix24-operation-time-limit', 60_000],
    [
      429,
      { error: 'OPERATION_TIME_LIMIT', time: { operating_reset_at: NOW.getTime() / 1_000 + 300 } },
      'bitrix24-operation-time-limit',
      300_000,
    ],
    [200, { error: 'QUERY_LIMIT_EXCEEDED' }, 'bitrix24-query-limit-exceeded', 2_000],
    [500, { error: 'INTERNAL_SERVER_ERROR' }, 'bitrix24-internal-server-error', undefined],
    [502, '<html>Bad gateway</html>', 'http-502', undefined],
    [404, '<html>No such portal</html>', 'http-404', undefined],
    [401, { error: 'NO_AUTH_FOUND' }, 'unauthorized', 900_000],
    [403, { error: 'insufficient_scope' }, 'unauthorized', 900_000],
    [400, { error: 'ACCESS_DENIED' }, 'unauthorized', 900_000],
    [200, { error: 'expired_token' }, 'unauthorized', 900_000],
  ])('tries again later after %i %j', async (status, body, reason, retryAfter) => {
    const outcome = await deliverTo((response) => answerJson(response, status, body));

    expect(outcome).toEqual({
      outcome: 'unavailable',
      reason,
      ...(retryAfter === undefined ? {} : { retryAfterMs: retryAfter }),
    });
  });

  it('waits as long as it is told to', async () => {
    const outcome = await deliverTo((response) =>
      answerJson(response, 503, { error: 'QUERY_LIMIT_EXCEEDED' }, { 'retry-after': '90' }),
    );

    expect(outcome).toMatchObject({ outcome: 'unavailable', retryAfterMs: 90_000 });
  });

  it('is rejected for good when a field is refused, without quoting what was said about it', async () => {
    const outcome = await deliverTo((response, { path }) =>
      path.endsWith('list')
        ? answerJson(response, 200, { result: { items: [] } })
        : answerJson(response, 400, {
            error: 'CRM_FIELD_ERROR_VALUE_NOT_VALID',
            error_description: 'Анна Смирнова is not valid',
          }),
    );

    expect(outcome).toEqual({ outcome: 'rejected', reason: 'bitrix24-crm-field-error-value-not-valid' });
  });

  it('is uncertain about a new card whose answer makes no sense, or does not come', async () => {
    const searchThen =
      (then: Script): Script =>
      (response, received, count) =>
        received.path.endsWith('list')
          ? answerJson(response, 200, { result: { items: [] } })
          : then(response, received, count);

    expect(await deliverTo(searchThen((response) => response.end('<html>ok</html>')))).toEqual({
      outcome: 'uncertain',
      reason: 'unreadable-answer',
    });
    expect(await deliverTo(searchThen((response) => answerJson(response, 200, { result: true })))).toEqual({
      outcome: 'uncertain',
      reason: 'unreadable-answer',
    });
    expect(
      await deliverTo(
        searchThen(() => undefined),
        100,
      ),
    ).toEqual({
      outcome: 'uncertain',
      reason: 'timeout',
    });
  });

  it('has made nothing when the search is not answered', async () => {
    expect(await deliverTo(() => undefined, 60)).toEqual({ outcome: 'unavailable', reason: 'timeout' });
    expect(await deliverTo((response) => response.end('<html>ok</html>'))).toEqual({
      outcome: 'unavailable',
      reason: 'unreadable-answer',
    });
  });

  it('is unavailable without its secret, and where nobody listens', async () => {
    const gone = await scriptedServer(() => undefined);
    await gone.stop();

    expect(await gateway({}).deliver(aHandoffTo(destination()))).toEqual({
      outcome: 'unavailable',
      reason: 'no-secret',
    });
    expect(await gateway().deliver(aHandoffTo(destination(gone.url)))).toEqual({
      outcome: 'unavailable',
      reason: 'refused',
    });
  });
});

function destination(baseUrl = `${crm.url}/bitrix24/rest/`) {
  return { id: 'crm', type: 'bitrix24', baseUrl, secret: 'crm-webhook' } as const;
}

function gateway(secrets: Record<string, string> = { 'crm-webhook': SECRET }, timeoutMs = 2_000) {
  return new Bitrix24Gateway({
    secrets: secretsOf(secrets),
    addresses: 'loopback-too',
    now: () => NOW,
    timeoutMs,
  });
}

function deliver(overrides: Parameters<typeof aHandoffTo>[1] = {}) {
  return gateway().deliver(aHandoffTo(destination(), overrides));
}

async function deliverTo(script: Script, timeoutMs?: number) {
  const server = await scriptedServer(script);
  try {
    return await gateway(undefined, timeoutMs).deliver(aHandoffTo(destination(server.url)));
  } finally {
    await server.stop();
  }
}
