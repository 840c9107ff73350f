import type { Counts, Percentiles, Tally } from './tally.ts';

export interface Run {
  readonly sent: number;
  readonly leads: number;
  readonly seconds: number;
  readonly seed: number;
}

const NAME_WIDTH = 34;

/** What a demonstration came to, as lines for a terminal. */
export function describeRun({ sent, leads, seconds, seed }: Run, tally: Tally): string {
  const rate = (sent / Math.max(seconds, 0.001)).toFixed(1);
  return [
    `  Sent ${sent} in ${seconds.toFixed(1)} s, ${rate} a second. ${leads} leads arrived meanwhile. Seed ${seed}.`,
    ...block('Answers', tally.answers, sent),
    ...block('What became of the leads', tally.statuses, leads),
    ...block('Rejected because', tally.reasons),
    ...block('Owners', tally.owners, sum(tally.owners)),
    ...block('Handed over', tally.handoffs),
    '',
    ...(tally.unchecked === 0
      ? []
      : [`  Went on without an answer of the registry: ${tally.unchecked}.`, '']),
    `  ${' '.repeat(NAME_WIDTH)}${['p50', 'p95', 'p99', 'of'].map((name) => name.padStart(10)).join('')}`,
    timing('the intake answered after', tally.intakeMs),
    timing('received → owner chosen', tally.assignedMs),
    timing('received → delivered', tally.deliveredMs),
  ].join('\n');
}

function block(title: string, counts: Counts, whole?: number): readonly string[] {
  if (counts.length === 0) return [];
  return ['', `  ${title}`, ...counts.map(([name, count]) => line(name, count, whole))];
}

function line(name: string, count: number, whole: number | undefined): string {
  const share = whole === undefined || whole === 0 ? '' : `${((count / whole) * 100).toFixed(1)} %`;
  return `    ${name.padEnd(NAME_WIDTH - 2)}${String(count).padStart(10)}${share.padStart(10)}`.trimEnd();
}

function timing(name: string, percentiles: Percentiles | undefined): string {
  const values = percentiles && [percentiles.p50, percentiles.p95, percentiles.p99].map(formatMs);
  const cells = [...(values ?? ['–', '–', '–']), String(percentiles?.count ?? 0)];
  return `  ${name.padEnd(NAME_WIDTH)}${cells.map((cell) => cell.padStart(10)).join('')}`;
}

function formatMs(milliseconds: number): string {
  return milliseconds < 10_000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1_000).toFixed(1)} s`;
}

function sum(counts: Counts): number {
  return counts.reduce((total, [, count]) => total + count, 0);
}
