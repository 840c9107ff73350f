import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { localCredentials } from '#cdk/local/engines/tables.ts';
import { offerPathOf } from '../local-system.ts';
import { type AlarmStories, type AlarmWorld, HOUR_MS, MINUTE_MS } from '../alarm-world.ts';

const WEEK_MS = 7 * 24 * HOUR_MS;

export const WATCHING_STORIES: AlarmStories = {
  'Sweeper/NotRunning': {
    fault: 'the schedule of the sweep stands still',
    ring: (world) => world.eachMinute(2, async () => undefined),
    mend: (world) => world.system.sweep(),
  },
  'Sweeper/Failures': {
    fault: 'the table refuses two sweeps',
    ring: async (world) => {
      world.table.set('sweeper', 'refuses');
      await world.eachMinute(2, () => world.system.runner.fireSchedule('sweeper'));
    },
    mend: async (world) => {
      world.table.set('sweeper', 'none');
      await world.system.sweep();
    },
  },
  'Sweeper/Resending': {
    fault: 'the messages of twenty leads are lost, two minutes in a row',
    ring: (world) =>
      world.eachMinute(2, async () => {
        await loseMessages(world, 20);
        world.pass(MINUTE_MS / 2);
        await world.system.sweep();
      }),
    mend: (world) => world.emptied('AssignmentsQueue'),
  },
  'Sweeper/Forgotten': {
    fault: 'five reps accept and reach nobody',
    ring: async (world) => {
      const ids = await world.postForms(5);
      for (const id of ids) await accept(world, id);
      world.pass(HOUR_MS);
      // One step at a time: first the reps are reminded, then the supervisor is told.
      await world.system.sweep();
      await world.system.sweep();
    },
    mend: async () => undefined,
  },
  'Balance/UnbalancedLeads': {
    fault: 'a lead’s message is lost while no sweep runs',
    ring: async (world) => {
      await loseMessages(world, 1);
      world.pass(20 * MINUTE_MS);
      await world.system.runner.invoke('balance', {});
    },
    mend: async (world) => {
      await world.system.sweep();
      await world.emptied('AssignmentsQueue');
    },
  },
  'Balance/LoadDrift': {
    fault: 'somebody changes a rep’s load in the table by hand',
    ring: async (world) => {
      await addToLoad(world, 'anna', 1);
      await world.system.runner.invoke('balance', {});
    },
    mend: (world) => addToLoad(world, 'anna', -1),
  },
  'Balance/Failures': {
    fault: 'the table throttles the nightly balance',
    ring: async (world) => {
      world.table.set('balance', 'throttles');
      await world.system.runner.invoke('balance', {});
    },
    mend: async (world) => world.table.set('balance', 'none'),
  },
  'Balance/SourceSilent': {
    fault: 'a form from which eight leads an hour came for weeks sends none',
    ring: async (world) => {
      for (let week = 0; week < 4; week += 1) {
        await world.postForms(8);
        world.pass(WEEK_MS);
      }
      await lookAtSources(world);
    },
    mend: async (world) => {
      await world.postForm();
      await lookAtSources(world);
    },
  },
  'Reports/Failures': {
    fault: 'the table refuses to count leads, two minutes in a row',
    ring: async (world) => {
      world.table.set('reports', 'refuses');
      await world.eachMinute(2, () => world.system.runner.invoke('reports', {}));
    },
    mend: async (world) => world.table.set('reports', 'none'),
  },
};

/** Leads that nobody works on, because the queue has lost what would have reminded of them. */
async function loseMessages(world: AlarmWorld, leads: number): Promise<void> {
  let first = Promise.resolve('');
  await world.hang('assignment', () => (first = world.postForm()));
  await Promise.all([first, world.postForms(leads - 1)]);
  world.system.runner.wipeQueues(world.queue('AssignmentsQueue').name);
  await world.system.runner.kill('assignment');
  world.table.set('assignment', 'none');
}

async function accept({ system }: AlarmWorld, id: string): Promise<void> {
  await system.deliveredLead(id);
  const { messages } = await system.toldOf(id);
  const { status, text } = await system.request(offerPathOf(messages.at(-1)), {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({ answer: 'accept' }),
  });
  if (status !== 200) throw new Error(`the offer of ${id}: ${status} ${text}`);
}

async function addToLoad({ table, system }: AlarmWorld, rep: string, by: number): Promise<void> {
  const client = new DynamoDBClient({
    endpoint: table.endpoint,
    region: 'eu-central-1',
    ...localCredentials(),
  });
  await client.send(
    new UpdateItemCommand({
      TableName: system.runner.environmentOf('balance')['LEADS_TABLE_NAME'],
      Key: { pk: { S: `REP#${rep}` }, sk: { S: 'STATE' } },
      UpdateExpression: 'ADD #open :by',
      ExpressionAttributeNames: { '#open': 'open' },
      ExpressionAttributeValues: { ':by': { N: String(by) } },
    }),
  );
  client.destroy();
}

async function lookAtSources({ system }: AlarmWorld): Promise<void> {
  await system.runner.invoke('balance', { task: 'sources' });
}
