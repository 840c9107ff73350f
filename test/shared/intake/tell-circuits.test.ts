import { expect, it } from 'vitest';
import { tellsCircuits } from '#shared/intake/tell-circuits.ts';
import { recordingTools } from '#test/support/recording-tools.ts';

it('a circuit that opens is a line in the log and one in the count', () => {
  const tools = recordingTools();
  const opened = { system: 'dadata', because: 'quota-spent', until: '2026-11-23T21:00:00.000Z' };

  tellsCircuits(tools)(opened);

  expect(tools.lines).toEqual([{ level: 'warn', event: 'circuit.opened', fields: opened }]);
  expect(tools.counts).toEqual({ RegistryCircuitOpened: 1 });
});
