import { describe, expect, it } from 'vitest';
import { failed } from '#cdk/local/functions/invocation.ts';
import { finishedMessages } from '#cdk/local/queues/finished-messages.ts';

const ids = ['a', 'b', 'c'];
const answered = (value: unknown) => finishedMessages({ outcome: 'answered', value }, ids, true);

describe('after a batch of messages', () => {
  it.each([
    ['nothing', null],
    ['an empty object', {}],
    ['no failures', { batchItemFailures: [] }],
    ['a null instead of failures', { batchItemFailures: null }],
    ['something else altogether', 'done'],
  ])('all are finished when the function answers %s', (_, value) => {
    expect(answered(value)).toEqual(ids);
  });

  it('those that failed are not finished', () => {
    expect(answered({ batchItemFailures: [{ itemIdentifier: 'b' }] })).toEqual(['a', 'c']);
  });

  it.each([
    ['an unknown id', [{ itemIdentifier: 'z' }]],
    ['an unknown id beside a known one', [{ itemIdentifier: 'a' }, { itemIdentifier: 'z' }]],
    ['an empty id', [{ itemIdentifier: '' }]],
    ['a null for an id', [{ itemIdentifier: null }]],
    ['a misspelt key', [{ itemIdentifer: 'a' }]],
  ])('none is finished when the function names %s', (_, batchItemFailures) => {
    expect(answered({ batchItemFailures })).toEqual([]);
  });

  it('none is finished when the function fails', () => {
    expect(finishedMessages(failed('Error', 'no'), ids, true)).toEqual([]);
  });

  it('all are finished where nobody asked which had failed', () => {
    const result = { outcome: 'answered', value: { batchItemFailures: [{ itemIdentifier: 'a' }] } } as const;

    expect(finishedMessages(result, ids, false)).toEqual(ids);
  });
});
