import { keepableMarks } from '#shared/domain/call-marks.ts';
import type { Timestamp } from '#shared/domain/time.ts';
import type { CallNotes } from '#shared/ports/call-notes.ts';

/** What was told in the middle of calls, in memory. */
export class InMemoryCallNotes implements CallNotes {
  readonly #calls = new Map<string, Map<string, { readonly text: string; readonly until: Timestamp }>>();

  async remember(
    source: string,
    callId: string,
    marks: Readonly<Record<string, string>>,
    until: Timestamp,
  ): Promise<void> {
    const call = this.#calls.get(`${source}/${callId}`) ?? new Map();
    for (const [name, text] of Object.entries(keepableMarks(marks))) call.set(name, { text, until });
    this.#calls.set(`${source}/${callId}`, call);
  }

  async find(source: string, callId: string, now: Date): Promise<Readonly<Record<string, string>>> {
    const marks = [...(this.#calls.get(`${source}/${callId}`) ?? [])]
      .filter(([, { until }]) => until > now.toISOString())
      .map(([name, { text }]) => [name, text] as const);
    return keepableMarks(Object.fromEntries(marks));
  }
}
