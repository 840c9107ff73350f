import { resolve as resolvePath } from 'node:path';
import type { Language } from '#shared/domain/language.ts';
import { DEMO_SETTINGS } from '../lead-relay.ts';
import { variablesOf } from '../settings-variables.ts';
import { DEFAULT_PORT } from '../start-options.ts';
import { outsideAddresses } from './check-outside.ts';
import type { Facts, FolderFacts } from './facts.ts';
import { gatherFolder, gatherMachine } from './gather-machine.ts';
import { gatherReach } from './gather-reach.ts';
import { gatherSecrets } from './gather-secrets.ts';
import { gatherSettings, readArchive, type Archive } from './gather-settings.ts';
import { gatherSystem } from './gather-system.ts';
import { gatherTable } from './gather-table.ts';
import { visitTable } from './table-room.ts';

export interface DoctorOrder {
  /** Of the last start where it is not said. */
  readonly port: number | undefined;
  readonly dataFolder: string;
  /** Of the last start where it is not said, else the demonstration's. */
  readonly settingsFolder: string | undefined;
  readonly dynamodb: string | undefined;
  readonly envFile?: string;
  readonly language: Language;
}

/** Looks at everything once. Changes nothing, and sends no secret anywhere. */
export async function gatherFacts(order: DoctorOrder, now: Date): Promise<Facts> {
  const [machine, folder] = await Promise.all([gatherMachine(), gatherFolder(resolvePath(order.dataFolder))]);
  const system = await gatherSystem(urlOf(order, folder), folder);
  const settingsFolder = resolvePath(
    order.settingsFolder ?? folder.stamp?.lastStart.settingsFolder ?? DEMO_SETTINGS,
  );
  const place = {
    folder: settingsFolder,
    url: system.url,
    isRunning: folder.runner !== undefined,
    language: order.language,
  };
  const visited = await visitTable(folder, order.dynamodb, async (room) => {
    const settings = await gatherSettings(place, await readArchive(room));
    return { settings, table: await gatherTable(room, settings.content) };
  });
  const settings = visited?.settings ?? (await gatherSettings(place, NOTHING_READ));
  const standIns = variablesOf(system.url)['STAND_INS_URL'] ?? '';
  const [secrets, reach] = await Promise.all([
    gatherSecrets(settingsFolder, folder, order.envFile),
    gatherReach(outsideAddresses(settings), standIns),
  ]);
  return { now, machine, folder, system, settings, secrets, reach, table: visited?.table };
}

const NOTHING_READ: Archive = {};

/** A running system is where its folder says, and so was the last one. */
function urlOf({ port }: DoctorOrder, { stamp }: FolderFacts): string {
  if (port !== undefined) return `http://127.0.0.1:${port}`;
  return stamp?.lastStart.url ?? `http://127.0.0.1:${DEFAULT_PORT}`;
}
