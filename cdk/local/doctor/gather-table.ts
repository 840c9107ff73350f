import { DynamoDbCircuitBook } from '#shared/adapters/dynamodb/circuit-book.ts';
import { DynamoDbDutyRoster } from '#shared/adapters/dynamodb/duty-roster.ts';
import { DynamoDbShadowBook } from '#shared/adapters/dynamodb/shadow-book.ts';
import type { SettingsContent } from '#shared/contracts/settings/check-settings.ts';
import type { TableFacts } from './facts.ts';
import type { TableRoom } from './table-room.ts';

const REGISTRIES = ['dadata', 'checko'] as const;

/** What the functions have noted: outages, duty and absences, a trial. */
export async function gatherTable(
  { client, table }: TableRoom,
  { team }: Partial<SettingsContent>,
): Promise<TableFacts> {
  const book = new DynamoDbCircuitBook(client, table);
  const circuits = REGISTRIES.map(async (name) => [name, await book.read(name)] as const);
  const reps = (team?.reps ?? []).map(({ id }) => id);
  const trial = await new DynamoDbShadowBook(client, table).current();
  return {
    circuits: Object.fromEntries(await Promise.all(circuits)),
    reps: await new DynamoDbDutyRoster(client, table).states(reps),
    ...(trial === undefined ? {} : { trialUntil: trial.until }),
  };
}
