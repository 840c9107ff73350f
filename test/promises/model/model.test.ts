import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEvent } from '#test/support/events.ts';
import { demoSettings } from '#test/support/in-memory-settings.ts';
import { WORLDS } from '#test/support/worlds.ts';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { COMMANDS } from './commands.ts';
import { RelayAtWork } from './relay-at-work.ts';

const SETTINGS = await demoSettings();
const EVENT = await readEvent<APIGatewayProxyEventV2>('web-form/valid.json');

/** Memory is fast enough for many lives; the table, which keeps the same promises, for some. */
const RUNS: Readonly<Record<string, number>> = { 'in memory': 200, 'on DynamoDB': 8 };

describe.each(WORLDS)('whatever clients, reps, ops and machines do, $name', ({ name, start }) => {
  it('P1 to P5 hold after every command, and when all is quiet', async () => {
    const worlds = await start();
    const ran = { commands: 0 };
    try {
      await fc.assert(
        fc.asyncProperty(fc.commands(COMMANDS, { maxCommands: 40, size: 'max' }), async (commands) => {
          const world = await worlds.open();
          const relay = new RelayAtWork(() => world, SETTINGS, EVENT);
          await fc.asyncModelRun(() => ({ model: ran, real: relay }), commands);
          expect(await relay.faultsWhenQuiet()).toEqual([]);
        }),
        { numRuns: RUNS[name] ?? 1 },
      );
      expect(ran.commands).toBeGreaterThan((RUNS[name] ?? 1) * 5);
    } finally {
      await worlds.stop();
    }
  }, 240_000);
});
