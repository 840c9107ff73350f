import * as z from 'zod/mini';

const Lines = z.object({
  lines: z.array(z.object({ function: z.string(), at: z.string(), line: z.string() })),
});

const Dated = z.looseObject({ receivedAt: z.string() });

/** What the stand-ins received, by stand-in; counters such as the registry's are no deliveries. */
const Deliveries = z.pipe(
  z.record(z.string(), z.unknown()),
  z.transform((all) =>
    Object.entries(all).flatMap(([name, received]) => {
      const dated = z.safeParse(z.array(Dated), received);
      return dated.success ? dated.data.map((delivery) => ({ to: name, delivery })) : [];
    }),
  ),
);

export type LogLine = z.infer<typeof Lines>['lines'][number];

export interface Delivered {
  readonly to: string;
  readonly delivery: Readonly<Record<string, unknown>> & { readonly receivedAt: string };
}

/** More lines than one event can cause. */
const LINES = 1_000;

/** What the functions printed since, metrics left out; undefined where that cannot be seen from here. */
export async function readLogs(url: string, since: Date): Promise<readonly LogLine[] | undefined> {
  const answer = Lines.safeParse(await readJson(`${url}/local/logs?limit=${LINES}`));
  if (!answer.success) return undefined;
  return answer.data.lines.filter(({ at, line }) => at >= since.toISOString() && !line.includes('"_aws"'));
}

/** What reached the pretend outside systems since; undefined where there are none. */
export async function readDeliveries(url: string, since: Date): Promise<readonly Delivered[] | undefined> {
  const all = Deliveries.safeParse(await readJson(`${url}/local/deliveries`));
  return all.success
    ? all.data.filter(({ delivery }) => delivery.receivedAt >= since.toISOString())
    : undefined;
}

/** Gives a function an event no request can carry: of a queue, of the clock. */
export async function invokeFunction(url: string, name: string, event: unknown): Promise<unknown> {
  const response = await fetch(`${url}/local/functions/${encodeURIComponent(name)}/invocations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(event),
  });
  if (response.status === 404)
    throw new Error(`${url} does not take events for its functions: it is not a local one.`);
  return response.json();
}

async function readJson(url: string): Promise<unknown> {
  const response = await fetch(url);
  return response.ok ? response.json().catch(() => undefined) : undefined;
}
