import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStandIns } from '#cdk/local/stand-ins/index.ts';
import { standInServer, type StandInServer } from '#test/support/stand-in-server.ts';

let outside: StandInServer;

beforeEach(async () => {
  outside = await standInServer(undefined, () => new Date('2026-11-23T09:00:00.000Z'));
});

afterEach(() => outside.stop());

describe('comments in the stand-in of the CRM', () => {
  const filter = { ENTITY_ID: 1, ENTITY_TYPE: 'lead' };

  it('are kept with their card, and listed as they are asked for', async () => {
    await crm('crm.item.add', { entityTypeId: 1, fields: { title: 'Заявка' } });

    const added = [await comment('one'), await comment('two')];
    const newestFirst = await crm('crm.timeline.comment.list', { filter, order: { ID: 'DESC' } });

    expect(added).toMatchObject([{ result: 1 }, { result: 2 }]);
    expect(newestFirst).toMatchObject({
      result: [
        { ID: '2', COMMENT: 'two', ENTITY_ID: '1', ENTITY_TYPE: 'lead' },
        { ID: '1', COMMENT: 'one' },
      ],
      total: 2,
    });
    expect(outside.deliveries().crm[0]?.comments).toEqual([
      { receivedAt: '2026-11-23T09:00:00.000Z', id: 1, text: 'one' },
      { receivedAt: '2026-11-23T09:00:00.000Z', id: 2, text: 'two' },
    ]);
  });

  it('come in pages of fifty', async () => {
    await crm('crm.item.add', { entityTypeId: 1, fields: {} });
    for (let count = 1; count <= 51; count += 1) await comment(`comment ${count}`);

    expect(await crm('crm.timeline.comment.list', { filter, start: 50 })).toMatchObject({
      result: [{ COMMENT: 'comment 51' }],
      total: 51,
    });
  });

  it('are refused where there is no card, no text, or no object they could belong to', async () => {
    expect(await comment('one')).toMatchObject({ error: 'OWNER_NOT_FOUND' });
    expect(await crm('crm.timeline.comment.list', { filter })).toMatchObject({ error: '' });
    await crm('crm.item.add', { entityTypeId: 1, fields: {} });
    expect(await comment('')).toMatchObject({ error: 'INVALID_ARG_VALUE' });
    expect(await crm('crm.timeline.comment.add', { fields: { ENTITY_ID: 1 } })).toMatchObject({
      error: '100',
    });
  });

  it('outlive a restart and are numbered on', async () => {
    await crm('crm.item.add', { entityTypeId: 1, fields: {} });
    await comment('one');

    const restarted = createStandIns({ dataDir: outside.dataDir });

    expect(restarted.deliveries().crm).toEqual(outside.deliveries().crm);
    await restarted.close();
  });

  it('lose their answer when they are written, not when they are looked for', async () => {
    await crm('crm.item.add', { entityTypeId: 1, fields: {} });
    outside.setFault('crm', { mode: 'lose-answer', times: 1 });

    expect(await crm('crm.timeline.comment.list', { filter })).toMatchObject({ total: 0 });
    await expect(comment('one')).rejects.toThrow();
    expect(outside.deliveries().crm[0]?.comments).toHaveLength(1);
  });

  function comment(text: string): Promise<unknown> {
    return crm('crm.timeline.comment.add', { fields: { ...filter, COMMENT: text } });
  }
});

async function crm(method: string, parameters: object): Promise<unknown> {
  const response = await fetch(`${outside.url}/bitrix24/rest/1/code/${method}`, {
    method: 'POST',
    body: JSON.stringify(parameters),
  });
  return response.json();
}
