import { describe, expect, it } from 'vitest';
import { queueHandler } from '#shared/runtime/queue.ts';
import { aBatch, aContext } from '#test/support/lambda.ts';
import { recordingTools } from '#test/support/recording-tools.ts';

const idOf = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

function handlerFor(work: (body: string) => Promise<void>) {
  const tools = recordingTools();
  const handler = queueHandler(work, tools);
  return { tools, handle: (...bodies: readonly string[]) => handler(aBatch(...bodies), aContext('any')) };
}

describe('a handler for a queue', () => {
  it('says that nothing has to come back when all went well', async () => {
    const done: string[] = [];
    const { tools, handle } = handlerFor(async (body) => void done.push(body));

    expect(await handle('one', 'two')).toEqual({ batchItemFailures: [] });
    expect(done).toEqual(['one', 'two']);
    expect(tools.lines).toEqual([]);
    expect(tools.published.times).toBe(1);
  });

  it('names by their ids exactly those that failed, wherever they stand', async () => {
    const { handle } = handlerFor(async (body) => {
      if (body.startsWith('bad')) throw new Error(body);
    });

    const { batchItemFailures } = await handle('good', 'bad 1', 'good', 'good', 'bad 4');

    expect(batchItemFailures).toEqual([{ itemIdentifier: idOf(1) }, { itemIdentifier: idOf(4) }]);
  });

  it('does the others of a batch although one fails', async () => {
    const done: string[] = [];
    const { handle } = handlerFor(async (body) => {
      if (body === 'bad') throw new Error('bad');
      done.push(body);
    });

    await handle('one', 'bad', 'two');

    expect(done).toEqual(['one', 'two']);
  });

  it.each([1, 10])('fails as a whole when all %i messages fail, so that it shows', async (count) => {
    const { tools, handle } = handlerFor(async () => {
      throw new Error('down');
    });

    await expect(handle(...Array.from({ length: count }, () => 'bad'))).rejects.toThrow('All records failed');
    expect(tools.published.times).toBe(1);
  });

  it('begins anew with every batch', async () => {
    const { handle } = handlerFor(async (body) => {
      if (body === 'bad') throw new Error('bad');
    });

    await handle('bad', 'good');

    expect(await handle('good', 'good')).toEqual({ batchItemFailures: [] });
  });

  it('tells the log which message failed where, and nothing of what was in it', async () => {
    const { tools, handle } = handlerFor(async (body) => {
      throw new TypeError(`cannot read ${body}`);
    });

    await handle('Зюзюкин +79990000001').catch(() => undefined);

    expect(tools.lines).toMatchObject([
      { level: 'error', event: 'message.failed', fields: { messageId: idOf(0), error: 'TypeError' } },
    ]);
    expect(JSON.stringify(tools.lines)).not.toMatch(/Зюзюкин|9990000001/);
  });
});
