import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as z from 'zod/mini';
import { AboutEvent } from './about-event.ts';
import { PROJECT_FOLDER } from '../synthesize.ts';

const EVENTS = join(PROJECT_FOLDER, 'events');

/** A request as an HTTP API tells it, payload format 2.0. */
const HttpEvent = z.object({
  about: z.optional(AboutEvent),
  version: z.literal('2.0'),
  rawPath: z.string(),
  rawQueryString: z.string(),
  headers: z.record(z.string(), z.string()),
  requestContext: z.object({ http: z.object({ method: z.string() }) }),
  body: z.optional(z.string()),
  isBase64Encoded: z.boolean(),
});

export type HttpEvent = z.infer<typeof HttpEvent>;

export type RecordedEvent =
  | { readonly kind: 'http'; readonly event: HttpEvent }
  /** Of a queue or of the clock: only the function itself can be given it. */
  | { readonly kind: 'other'; readonly event: unknown };

/** Which events there are, by function. */
export async function listEvents(folder: string = EVENTS): Promise<ReadonlyMap<string, readonly string[]>> {
  const functions = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const events = functions.map(async ({ name }): Promise<readonly [string, readonly string[]]> => {
    const files = await readdir(join(folder, name));
    return [name, files.filter((file) => file.endsWith('.json')).sort()];
  });
  return new Map((await Promise.all(events)).sort(([one], [other]) => one.localeCompare(other)));
}

/** `.json` may be left out. Undefined when there is no such event. */
export function findEvent(
  events: ReadonlyMap<string, readonly string[]>,
  functionName: string | undefined,
  eventName: string | undefined,
): string | undefined {
  const wanted = `${basename(eventName ?? '', '.json')}.json`;
  return events.get(functionName ?? '')?.find((name) => name === wanted);
}

export async function readRecordedEvent(
  functionName: string,
  file: string,
  folder: string = EVENTS,
): Promise<RecordedEvent> {
  const event: unknown = JSON.parse(await readFile(join(folder, functionName, file), 'utf8'));
  const http = z.safeParse(HttpEvent, event);
  return http.success ? { kind: 'http', event: http.data } : { kind: 'other', event };
}

/** The functions and their events, for somebody who named none. */
export function describeEvents(events: ReadonlyMap<string, readonly string[]>): string {
  return [...events]
    .map(([name, files]) => [`  ${name}`, ...files.map((file) => `    ${file}`)].join('\n'))
    .join('\n');
}
