import { setTimeout as pause } from 'node:timers/promises';
import { SingleBar } from 'cli-progress';
import * as z from 'zod/mini';
import { Counts, describeCounts } from './differences.ts';
import { RefusedError, askFor, readPolicyFile, type Installation } from './installation.ts';
import type { Span } from './options.ts';

const LOOK_EVERY_MS = 300;

const Ordered = z.object({ id: z.string() });

const Report = z.object({
  judged: z.number(),
  skipped: z.number(),
  counts: Counts,
  wonAndRejected: z.number(),
  tookMs: z.number(),
});

const State = z.object({
  state: z.enum(['queued', 'running', 'done', 'failed']),
  done: z.number(),
  total: z.number(),
  report: z.nullish(Report),
});

/** Judges past leads by the rules of a file, without effect, and says what would have come of them. */
export async function replay(
  { file, span }: { readonly file: string; readonly span: Span },
  installation: Installation,
): Promise<string> {
  const policy = await readPolicyFile(file);
  const body = JSON.stringify({ policy, ...span });
  const { id } = await askFor(Ordered, installation, '/v1/replays', { method: 'POST', body, file });
  const path = `/v1/replays/${id}`;
  const report = await watch(path, installation);
  const counts = await describeCounts(report.counts, `${path}/differences`, installation);
  return `${describeReport(report, installation)}\n${counts}`;
}

/** Nothing is drawn where nobody watches: into a file only the end is written. */
async function watch(path: string, installation: Installation): Promise<z.infer<typeof Report>> {
  const bar = new SingleBar({ format: '  [{bar}] {value}/{total}', hideCursor: true, clearOnComplete: true });
  bar.start(0, 0);
  try {
    for (;;) {
      const { state, done, total, report } = await askFor(State, installation, path);
      bar.setTotal(total);
      bar.update(done);
      if (state === 'failed') throw new RefusedError([`${path}: failed`]);
      if (state === 'done' && report) return report;
      await pause(LOOK_EVERY_MS);
    }
  } finally {
    bar.stop();
  }
}

function describeReport(
  { judged, skipped, wonAndRejected, tookMs }: z.infer<typeof Report>,
  { language }: Installation,
): string {
  const seconds = (tookMs / 1000).toFixed(1);
  return language === 'ru'
    ? `Лидов: ${judged}, пропущено: ${skipped}, за ${seconds} с. Выигранных, которых бы не было: ${wonAndRejected}.`
    : `Leads: ${judged}, skipped: ${skipped}, in ${seconds} s. Won ones that would have been lost: ${wonAndRejected}.`;
}
