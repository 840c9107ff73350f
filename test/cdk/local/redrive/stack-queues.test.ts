import { describe, expect, it } from 'vitest';
import { regionOf } from '#cdk/local/redrive/sqs-dead-letters.ts';
import { readQueueUrls } from '#cdk/local/redrive/stack-queues.ts';
import { leadsTemplate } from '#test/support/leads-template.ts';

describe("a stack's queues", () => {
  it('are found in its outputs, each with its dead letters', () => {
    const { Outputs } = leadsTemplate().toJSON();
    const outputs = Object.keys(Outputs).map((key) => ({ OutputKey: key, OutputValue: `url of ${key}` }));

    expect(readQueueUrls(outputs)).toEqual([
      { queue: 'assignments', from: 'url of AssignmentsDeadLettersUrl', to: 'url of AssignmentsQueueUrl' },
      { queue: 'handoffs', from: 'url of HandoffsDeadLettersUrl', to: 'url of HandoffsQueueUrl' },
      { queue: 'checks', from: 'url of ChecksDeadLettersUrl', to: 'url of ChecksQueueUrl' },
    ]);
  });

  it('name their region in their address', () => {
    expect(regionOf('https://sqs.eu-central-1.amazonaws.com/123456789012/dead')).toBe('eu-central-1');
    expect(regionOf('http://127.0.0.1:4566/000000000000/dead')).toBeUndefined();
  });
});
