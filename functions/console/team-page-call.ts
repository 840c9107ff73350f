import { readBody } from '#shared/runtime/body.ts';
import type { BodyLimits } from '#shared/runtime/body-outcome.ts';
import type { Call } from './call.ts';
import type { ConsoleDependencies } from './dependencies.ts';
import type { Format } from './pages/format.ts';
import { readZone } from './zones.ts';

/** Forms of these pages hold a name and two dates. */
const LIMITS: BodyLimits = { maxBytes: 4 * 1024, maxMultipartBytes: 4 * 1024 };

/** Times are by the supervisor's clock; those of a rep name their own. */
export async function teamFormat(
  call: Call,
  { settings }: Pick<ConsoleDependencies, 'settings'>,
): Promise<Format> {
  return { language: call.language, zone: await readZone(settings), now: call.now };
}

/** What a form of ours says: the first value of each field, nothing for one that is not there. */
export async function readFields(call: Call): Promise<(name: string) => string> {
  const reading = await readBody(call.headers['content-type'], call.body, LIMITS);
  return (name) => (reading.outcome === 'fields' ? (reading.fields.get(name)?.[0] ?? '') : '');
}
