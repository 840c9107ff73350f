import * as z from 'zod/mini';
import { Counts, describeCounts } from './differences.ts';
import { askFor, readPolicyFile, type Installation } from './installation.ts';

const SHADOW = '/v1/shadow';

const Trial = z.object({
  state: z.string(),
  startedAt: z.string(),
  until: z.string(),
  judged: z.number(),
  skipped: z.number(),
  counts: Counts,
});

/** Lets the rules of a file judge what arrives from now on, deciding nothing. */
export async function startTrial(
  { file, hours }: { readonly file: string; readonly hours: number },
  installation: Installation,
): Promise<string> {
  const body = JSON.stringify({ policy: await readPolicyFile(file), hours });
  const trial = await askFor(Trial, installation, SHADOW, { method: 'PUT', body, file });
  return describe(trial, installation);
}

/** The trial started last, over or not, and what it has found so far. */
export async function showTrial(installation: Installation): Promise<string> {
  const trial = await askFor(Trial, installation, SHADOW);
  const counts = await describeCounts(trial.counts, `${SHADOW}/differences`, installation);
  return `${describe(trial, installation)}\n${counts}`;
}

export async function stopTrial(installation: Installation): Promise<string> {
  return describe(await askFor(Trial, installation, SHADOW, { method: 'DELETE' }), installation);
}

function describe(
  { state, startedAt, until, judged, skipped }: z.infer<typeof Trial>,
  { language }: Installation,
): string {
  const isOver = state !== 'running';
  return language === 'ru'
    ? `Пробный режим ${isOver ? 'закончен' : 'идёт'}: с ${startedAt} по ${until}. Лидов: ${judged}, пропущено: ${skipped}.`
    : `The trial ${isOver ? 'is over' : 'runs'}: from ${startedAt} until ${until}. Leads: ${judged}, skipped: ${skipped}.`;
}
