import { describe, expect, it } from 'vitest';
import { type DeadLetterQueue, redriveQueue } from '#cdk/local/redrive/redrive-queue.ts';

/** Letters in memory, and in which order things were done to them. */
function queueOf(letters: readonly string[], failing?: (step: string) => boolean) {
  const lying = [...letters];
  const steps: string[] = [];
  const act = (step: string) => {
    if (failing?.(step)) throw new Error(`${step} failed`);
    steps.push(step);
  };
  const queue: DeadLetterQueue<string> = {
    receive: async (count) => lying.slice(0, count),
    sendBack: async (letter) => act(`send ${letter}`),
    async delete(letter) {
      act(`delete ${letter}`);
      lying.splice(lying.indexOf(letter), 1);
    },
    count: async () => lying.length,
  };
  return { queue, steps, lying };
}

describe('sending dead letters back', () => {
  it('sends each before it deletes it', async () => {
    const { queue, steps } = queueOf(['a', 'b']);

    const redriven = await redriveQueue(queue);

    expect(redriven).toEqual({ sentBack: 2, remaining: 0 });
    expect(steps).toEqual(['send a', 'delete a', 'send b', 'delete b']);
  });

  it('goes on beyond what a queue gives at a time, and stops at the number that was asked for', async () => {
    const { queue } = queueOf(Array.from({ length: 30 }, (_, index) => String(index)));

    expect(await redriveQueue(queue, 25)).toEqual({ sentBack: 25, remaining: 5 });
    expect(await redriveQueue(queue)).toEqual({ sentBack: 5, remaining: 0 });
  });

  it('keeps a letter that could not be sent, and says why it stopped', async () => {
    const { queue, lying } = queueOf(['a', 'b', 'c'], (step) => step === 'send b');

    const redriven = await redriveQueue(queue);

    expect(redriven).toEqual({ sentBack: 1, remaining: 2, failure: 'send b failed' });
    expect(lying).toEqual(['b', 'c']);
  });

  it('counts one that was sent and not deleted: it comes twice', async () => {
    const { queue } = queueOf(['a'], (step) => step === 'delete a');

    expect(await redriveQueue(queue)).toEqual({ sentBack: 1, remaining: 1, failure: 'delete a failed' });
  });
});
