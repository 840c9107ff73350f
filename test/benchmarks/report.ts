import { cpus } from 'node:os';

/** One line of the report: a figure beside what it should be. */
export interface Figure {
  readonly name: string;
  /** With its unit: `132 ms`. */
  readonly figure: string;
  /** The unit the figure is measured in, from the same run; absent where the figure stands for itself. */
  readonly ratio?: number;
  /** What is asked of the figure or the ratio, in words. */
  readonly goal?: string;
  readonly ok?: boolean;
  readonly note?: string;
}

export interface Section {
  readonly benchmark: string;
  readonly figures: readonly Figure[];
  /** What was measured and how, what limits it, how far the repeats lie apart. */
  readonly notes: readonly string[];
  /** The figures as they were measured. */
  readonly raw: unknown;
}

export function describeMachine() {
  const [first] = cpus();
  return {
    cores: cpus().length,
    model: first?.model ?? 'unknown',
    node: process.version,
    platform: `${process.platform}-${process.arch}`,
    at: new Date().toISOString(),
  };
}

/** A section as text, its columns aligned. */
export function formatSection({ benchmark, figures, notes }: Section): string {
  const rows = [
    ['', 'figure', 'ratio', 'goal', ''],
    ...figures.map(({ name, figure, ratio, goal = '', ok, note = '' }) => [
      name,
      figure,
      ratio === undefined ? '' : ratio.toFixed(2),
      goal,
      [ok === undefined ? '' : ok ? 'ok' : 'SHORT', note].filter((text) => text !== '').join('  '),
    ]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return [`\n${benchmark}`, ...lines, ...notes.map((note) => `· ${note}`)]
    .map((line) => `  ${line.trimEnd()}`)
    .join('\n');
}

export function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}
