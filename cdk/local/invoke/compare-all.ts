import type { AboutEvent } from './about-event.ts';
import { compareEvent, type System } from './compare-event.ts';
import { listEvents, readRecordedEvent, type HttpEvent } from './recorded-events.ts';

export interface Case {
  readonly name: string;
  readonly event: HttpEvent;
  readonly about: AboutEvent;
}

/** Every recorded request that says what it must lead to. */
export async function listCases(): Promise<readonly Case[]> {
  const events = await listEvents();
  const named = [...events].flatMap(([folder, files]) => files.map((file) => ({ folder, file })));
  const cases = named.map(async ({ folder, file }) => {
    const recorded = await readRecordedEvent(folder, file);
    if (recorded.kind !== 'http' || recorded.event.about === undefined) return [];
    return [{ name: `${folder}/${file}`, event: recorded.event, about: recorded.event.about }];
  });
  return (await Promise.all(cases)).flat();
}

/**
 * Sends every recorded request of a provider to a running system, one after the other, and says of each whether
 * it led to what it must. Answers whether all did.
 */
export async function compareAll(system: System): Promise<boolean> {
  const cases = await listCases();
  let wrong = 0;
  for (const { name, event, about } of cases) {
    const { status, differences } = await compareEvent(event, about, system);
    console.log(`${differences.length === 0 ? '✓' : '✗'} ${String(status)}  ${name}  ${about.situation}`);
    for (const difference of differences) console.log(`         ${difference}`);
    if (differences.length > 0) wrong += 1;
  }
  console.log(`\n${cases.length - wrong} as expected, ${wrong} not`);
  return wrong === 0;
}
