import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** The kernel counts a process's time in hundredths of a second on every Linux people run. */
const TICK_MS = 10;

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly ms: number;
}

/**
 * Processor time of processes and all their descendants so far, in milliseconds. Linux only: NaN elsewhere.
 *
 * Other than the clock it hardly notices who else is busy on the machine.
 */
export function processorMs(roots: readonly number[]): number {
  if (!existsSync('/proc/self/stat')) return Number.NaN;
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? readProcess(Number(name)) : []));
  const counted = new Set(roots);
  for (let before = -1; before !== counted.size;) {
    before = counted.size;
    for (const { pid, parent } of all) if (counted.has(parent)) counted.add(pid);
  }
  return all.filter(({ pid }) => counted.has(pid)).reduce((sum, { ms }) => sum + ms, 0);
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html; a name may hold spaces and parentheses. */
function readProcess(pid: number): readonly Process[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [, parent = 0] = fields;
    const [user = 0, system = 0] = fields.slice(11, 13);
    return [{ pid, parent, ms: (user + system) * TICK_MS }];
  } catch {
    return [];
  }
}
