import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod/mini';

const PAGE_SIZE = 100;
const LOOK_EVERY_MS = 1_000;

const Milliseconds = z.nullish(z.number());

const Lead = z.object({
  id: z.string(),
  kind: z.string(),
  status: z.string(),
  owner: z.nullish(z.string()),
  verdict: z.nullish(z.object({ reasons: z.array(z.string()) })),
  counterparty: z.nullish(z.object({ outcome: z.string(), because: z.optional(z.string()) })),
  handoffs: z.array(z.object({ destination: z.string(), outcome: z.string() })),
  timings: z.object({ qualifiedMs: Milliseconds, assignedMs: Milliseconds, deliveredMs: Milliseconds }),
});

const Page = z.object({ leads: z.array(Lead), next: z.nullish(z.string()) });

/** What a demonstration looks at in a lead of `GET /v1/leads`. */
export type SeenLead = z.infer<typeof Lead>;

export interface Desk {
  readonly url: string;
  readonly token: string;
}

/** Every lead that arrived since `from`, the newest first. */
export async function readLeads({ url, token }: Desk, from: Date): Promise<readonly SeenLead[]> {
  const leads: SeenLead[] = [];
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({ from: from.toISOString(), limit: String(PAGE_SIZE) });
    if (cursor !== undefined) query.set('cursor', cursor);
    const response = await fetch(`${url}/v1/leads?${query}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (response.status === 401)
      throw new Error('The ops token is not the right one; give another with --token.');
    if (!response.ok)
      throw new Error(`The leads cannot be listed: ${response.status} ${await response.text()}`);
    const page = Page.parse(await response.json());
    leads.push(...page.leads);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return leads;
}

/** The leads once nothing moves any more, or as they are when that takes longer than `limitMs`. */
export async function readSettledLeads(
  desk: Desk,
  from: Date,
  limitMs: number,
): Promise<readonly SeenLead[]> {
  const deadline = performance.now() + limitMs;
  let leads = await readLeads(desk, from);
  while (leads.some(isMoving) && performance.now() < deadline) {
    await pause(LOOK_EVERY_MS);
    leads = await readLeads(desk, from);
  }
  return leads;
}

/** Somebody should still do something about it within seconds; a retry in half a minute is not awaited. */
export function isMoving({ status, handoffs }: SeenLead): boolean {
  return (
    status === 'received' || status === 'qualified' || handoffs.some(({ outcome }) => outcome === 'pending')
  );
}
