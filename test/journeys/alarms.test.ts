import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { ASSIGNING_STORIES } from '#test/support/alarm-stories/assigning.ts';
import { DOOR_STORIES } from '#test/support/alarm-stories/doors.ts';
import { HANDING_OVER_STORIES } from '#test/support/alarm-stories/handing-over.ts';
import { OTHER_STORIES } from '#test/support/alarm-stories/others.ts';
import { WATCHING_STORIES } from '#test/support/alarm-stories/watching.ts';
import { type AlarmStories, AlarmWorld } from '#test/support/alarm-world.ts';
import { OPS_TOKEN } from '#test/support/local-system.ts';
import { LOCAL_STEPS } from '#test/support/runbook.ts';
import { leadsTemplate, propertiesOf } from '#test/support/leads-template.ts';

const STORIES: AlarmStories = {
  ...DOOR_STORIES,
  ...ASSIGNING_STORIES,
  ...HANDING_OVER_STORIES,
  ...OTHER_STORIES,
  // The last, because weeks pass in it.
  ...WATCHING_STORIES,
};

const alarms = propertiesOf(
  leadsTemplate(),
  'AWS::CloudWatch::Alarm',
  z.object({ AlarmName: z.string(), EvaluationPeriods: z.number() }),
).map(({ AlarmName, EvaluationPeriods }) => ({
  article: AlarmName.replace('LeadRelay-production/', ''),
  periods: EvaluationPeriods,
}));

/** No alarm looks further back. */
const LONGEST_MEMORY_MINUTES = 6;

let world: AlarmWorld;
beforeAll(async () => void (world = await AlarmWorld.start()));
afterAll(() => world.stop());

it('every alarm of the template has a fault that makes it ring, and no other', () => {
  expect(Object.keys(STORIES).sort()).toEqual(alarms.map(({ article }) => article).sort());
});

describe('the alarm', () => {
  it.each(Object.entries(STORIES).map(([article, story]) => ({ article, ...story })))(
    '$article rings when $fault, and not once that is mended',
    async ({ article, ring, mend }) => {
      const periods = alarms.find((alarm) => alarm.article === article)?.periods ?? 0;
      const before = await untilSilent(article, LONGEST_MEMORY_MINUTES, () => world.system.sweep());

      await ring(world);
      const rung = await world.stateOf(article);
      await mend(world);

      expect(before).not.toBe('ALARM');
      expect(rung).toBe('ALARM');
      expect(await untilSilent(article, periods, async () => undefined)).toBe('OK');
    },
  );
});

describe('a step of the runbook that can be taken on one machine', () => {
  it.each(LOCAL_STEPS)('works: $command', async ({ path, init }) => {
    const leadId = path.includes('/leads/ID') ? await world.postForm() : 'ID';
    const { status, headers, text } = await world.system.request(
      path.replace('/leads/ID', `/leads/${leadId}`),
      {
        ...init,
        headers: { authorization: `Bearer ${OPS_TOKEN}` },
      },
    );

    // There is no replay or erasure of that name, and the route itself says so.
    const isUnknown =
      path.endsWith('/ID') && headers.get('content-type')?.startsWith('application/problem+json');
    expect(isUnknown ? 404 : 200, text).toBe(status);
    expect(text).not.toBe('');
  });
});

/** The alarm's state after as many minutes as it takes, and no more than that. */
async function untilSilent(
  article: string,
  minutes: number,
  eachMinute: () => Promise<void>,
): Promise<string> {
  for (let minute = 0; ; minute += 1) {
    const state = await world.stateOf(article);
    if (state === 'OK' || minute >= minutes) return state;
    await eachMinute();
  }
}
