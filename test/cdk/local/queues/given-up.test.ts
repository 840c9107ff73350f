import { describe, expect, it } from 'vitest';
import { GivenUpMessages } from '#cdk/local/queues/given-up.ts';

const WORK = { logicalId: 'Work', name: 'work', arn: 'arn:work', attributes: {} };
const DEAD = { logicalId: 'Dead', name: 'dead', arn: 'arn:dead', attributes: {} };

const EARLY = new Date('2026-03-02T09:00:00Z');
const LATE = new Date('2026-03-02T10:00:00Z');

const messageOf = (leadId: string, reason = 'received') => JSON.stringify({ v: 1, leadId, reason });

function noting(...bodies: readonly string[]): GivenUpMessages {
  const givenUp = new GivenUpMessages([{ source: WORK, deadLetters: DEAD }]);
  for (const body of bodies) givenUp.finished(DEAD.arn, body, EARLY);
  return givenUp;
}

describe('what was given up', () => {
  it('is remembered once its function has read it, and once only', () => {
    const givenUp = noting(messageOf('lead-one'), messageOf('lead-two'));

    givenUp.finished(DEAD.arn, messageOf('lead-one'), LATE);

    expect(givenUp.of(DEAD.arn)).toEqual([
      { body: messageOf('lead-two'), at: EARLY.toISOString() },
      { body: messageOf('lead-one'), at: LATE.toISOString() },
    ]);
  });

  it('is forgotten when its lead goes on after all', () => {
    const givenUp = noting(messageOf('lead-one'), messageOf('lead-two'));

    givenUp.finished(WORK.arn, messageOf('lead-one', 'swept'), LATE);

    expect(givenUp.of(DEAD.arn).map(({ body }) => body)).toEqual([messageOf('lead-two')]);
  });

  it('keeps what names no lead until it is sent back', () => {
    const givenUp = noting('not ours');

    givenUp.finished(WORK.arn, 'not ours either', LATE);
    expect(givenUp.of(DEAD.arn)).toHaveLength(1);

    givenUp.forget(DEAD.arn, 'not ours');
    expect(givenUp.of(DEAD.arn)).toEqual([]);
  });

  it('is no longer than somebody would read', () => {
    const givenUp = noting(...Array.from({ length: 600 }, (_, index) => `message ${index}`));

    expect(givenUp.of(DEAD.arn)).toHaveLength(500);
    expect(givenUp.of(DEAD.arn).at(-1)?.body).toBe('message 599');
  });
});
