import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod/mini';
import { readDeliveries, readLogs, type Delivered, type LogLine } from './control.ts';

/** What an event did besides answering. */
export interface Effects {
  readonly lead: unknown;
  readonly lines: readonly LogLine[] | undefined;
  readonly deliveries: readonly Delivered[] | undefined;
}

export interface Invoked {
  readonly url: string;
  readonly token: string;
  readonly functionName: string;
  readonly startedAt: Date;
  /** Text in which the lead's id may stand: the answer's body, a queue message. */
  readonly said: string;
}

/** A lead reaches its rep within two seconds; a slow machine gets more. */
const SETTLE_LIMIT_MS = 10_000;
const LOOK_EVERY_MS = 100;

/** Lines are printed after the answer is given. */
const LAST_LINES_MS = 300;

const LEAD_ID = /"leadId\\?"\s*:\s*\\?"([\w.-]{1,64}?)\\?"/;

const Unsettled = z.object({ status: z.string(), handoffs: z.array(z.object({ outcome: z.string() })) });

/** Waits until the lead has come to rest, and reads what became of it. */
export async function readEffects(invoked: Invoked): Promise<Effects> {
  const { url, startedAt } = invoked;
  await pause(LAST_LINES_MS);
  const leadId = await findLeadId(invoked);
  const lead = leadId === undefined ? undefined : await readSettledLead(invoked, leadId);
  const lines = await readLogs(url, startedAt);
  return {
    lead,
    lines: lines?.filter((line) => isOurs(line, invoked.functionName, leadId)),
    deliveries: await readDeliveries(url, startedAt),
  };
}

/** The answer of a call names no lead, but the function's log does. */
async function findLeadId({ url, startedAt, functionName, said }: Invoked): Promise<string | undefined> {
  const lines = (await readLogs(url, startedAt)) ?? [];
  const own = lines.filter((line) => line.function === functionName).map(({ line }) => line);
  return [said, ...own].map((text) => LEAD_ID.exec(text)?.[1]).find((id) => id !== undefined);
}

async function readSettledLead({ url, token }: Invoked, leadId: string): Promise<unknown> {
  const deadline = performance.now() + SETTLE_LIMIT_MS;
  for (;;) {
    const response = await fetch(`${url}/v1/leads/${leadId}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (!response.ok) return undefined;
    const lead: unknown = await response.json();
    if (!isMoving(lead) || performance.now() > deadline) return lead;
    await pause(LOOK_EVERY_MS);
  }
}

function isMoving(lead: unknown): boolean {
  const known = Unsettled.safeParse(lead);
  if (!known.success) return false;
  const { status, handoffs } = known.data;
  return ['received', 'qualified'].includes(status) || handoffs.some(({ outcome }) => outcome === 'pending');
}

function isOurs(
  { function: name, line }: LogLine,
  functionName: string,
  leadId: string | undefined,
): boolean {
  return name === functionName || (leadId !== undefined && line.includes(leadId));
}
