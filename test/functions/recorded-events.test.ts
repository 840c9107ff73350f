import type { EventBridgeEvent, SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { parseReplayMessage } from '#shared/contracts/replay-message.ts';
import { WorkMessage } from '#shared/contracts/work-message.ts';
import { readEvent } from '#test/support/events.ts';

describe('recorded events of the queues', () => {
  it.each([
    'assignment/lead-qualified',
    'handoff/lead-offered',
    'counterparty-check/check-due',
    'dead-letters/assignment-failed',
  ])('%s carries what our functions send each other', async (situation) => {
    const { Records } = await readEvent<SQSEvent>(`${situation}.json`);

    expect(Records.map(({ body }) => WorkMessage.parse(JSON.parse(body)).leadId)).toEqual([
      '5b1f0c6e-8f1d-4c3a-9a55-2d6c1e0f7a10',
    ]);
  });
});

describe('the recorded event of a replay', () => {
  it('carries what the console sends', async () => {
    const { Records } = await readEvent<SQSEvent>('replay/ordered.json');

    expect(Records.map(({ body }) => parseReplayMessage(body).replayId)).toEqual([
      '7c9e6679-7425-40de-944b-e07fc1f90ae7',
    ]);
  });
});

describe('recorded events of the clock and of ops', () => {
  it('the sweeper is woken by the schedule', async () => {
    const tick = await readEvent<EventBridgeEvent<'Scheduled Event', unknown>>('sweeper/tick.json');

    expect(tick['detail-type']).toBe('Scheduled Event');
  });

  it.each([
    ['console/health', 'GET /health'],
    ['console/leads', 'GET /v1/leads'],
    ['console/split', 'POST /v1/leads/{id}/split'],
    ['console/erasure', 'POST /v1/erasures'],
  ])('%s asks %s', async (situation, routeKey) => {
    expect(await readEvent(`${situation}.json`)).toMatchObject({ version: '2.0', routeKey });
  });
});
