import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { DEMO_SETTINGS } from '#cdk/local/lead-relay.ts';
import { Child } from './child.ts';
import type { Submission } from './submissions.ts';

const OPS_TOKEN = process.env['LEADS_OPS_TOKEN'] ?? 'local-ops';

/** As much as a team document may say: with full desks a benchmark would measure escalation. */
const CAPACITY = 100_000;

const Lead = z.object({
  id: z.string(),
  status: z.string(),
  receivedAt: z.string(),
  contact: z.object({ phone: z.optional(z.string()) }),
  verdict: z.nullable(z.object({ reasons: z.array(z.string()) })),
  timings: z.object({
    qualifiedMs: z.nullable(z.number()),
    assignedMs: z.nullable(z.number()),
    deliveredMs: z.nullable(z.number()),
  }),
});
const LeadPage = z.object({ leads: z.array(Lead), next: z.nullable(z.string()) });

const Deliveries = z.object({
  crm: z.array(z.object({ receivedAt: z.string(), fields: z.object({ originId: z.string() }) })),
});

export type LeadSeen = z.infer<typeof Lead>;
export type Deliveries = z.infer<typeof Deliveries>;

export interface RelayOptions {
  /** Flags of Node for the system's process, such as `--cpu-prof`. */
  readonly flags?: readonly string[];
  /** A DynamoDB other than the system's own. */
  readonly dynamodb?: string;
  /** Where the settings say that the outside systems are; without it where they really are. */
  readonly standIns?: string;
}

/** A system of its own for one benchmark, empty, and durable in a folder that goes with it. */
export class Relay {
  readonly url: string;
  readonly #child: Child;
  readonly #folder: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 512 });

  private constructor(url: string, child: Child, folder: string) {
    this.url = url;
    this.#child = child;
    this.#folder = folder;
  }

  static async start({ flags = [], dynamodb, standIns }: RelayOptions = {}): Promise<Relay> {
    const folder = await mkdtemp(join(tmpdir(), 'benchmark-'));
    const child = new Child('relay-process.ts', { flags });
    try {
      const url = await child.ask('start', z.string(), {
        dataFolder: join(folder, 'data'),
        settingsFolder: await copySettings(folder, standIns),
        dynamodb,
      });
      return new Relay(url, child, folder);
    } catch (error) {
      await child.stop();
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** Sends it, and says with which status it was answered. */
  async submit({ path, headers, body }: Submission): Promise<number> {
    const { status } = await this.#exchange('POST', path, headers, body);
    return status;
  }

  /** Process of the runner and its functions; the table engine is its child. */
  get pid(): number {
    return this.#child.pid;
  }

  /** How many cards the CRM has. */
  delivered(): Promise<number> {
    return this.#child.ask('delivered', z.number());
  }

  rssBytes(): Promise<number> {
    return this.#child.ask('rssBytes', z.number());
  }

  async quiet(timeoutMs: number): Promise<void> {
    await this.#child.tell('quiet', timeoutMs);
  }

  /** Every lead there is, page by page, the way ops see it. */
  async leads(): Promise<readonly LeadSeen[]> {
    const leads: LeadSeen[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query = new URLSearchParams({ limit: '100', cursor });
      const page = LeadPage.parse(await this.#get(`/v1/leads?${query.toString()}`));
      leads.push(...page.leads);
      cursor = page.next;
    }
    return leads;
  }

  async deliveries(): Promise<Deliveries> {
    return Deliveries.parse(await this.#get('/local/deliveries'));
  }

  async stop(): Promise<void> {
    this.#agent.destroy();
    await this.#child.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #get(path: string): Promise<unknown> {
    const { status, body } = await this.#exchange('GET', path, { authorization: `Bearer ${OPS_TOKEN}` });
    if (status !== 200) throw new Error(`${path} answers ${status}`);
    return JSON.parse(body);
  }

  /** Not `fetch`: the load must cost the machine as little as it can. */
  #exchange(method: string, path: string, headers: Submission['headers'], body?: string) {
    return new Promise<{ status: number; body: string }>((resolve, reject) => {
      const outgoing = request(`${this.url}${path}`, { method, headers, agent: this.#agent }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('end', () =>
          resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
        );
        incoming.on('error', reject);
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }
}

async function copySettings(folder: string, standIns?: string): Promise<string> {
  const settings = join(folder, 'settings');
  await cp(DEMO_SETTINGS, settings, { recursive: true });
  await edit(join(settings, 'team.yaml'), (text) =>
    text.replaceAll(/^( *capacity:) \d+/gm, `$1 ${CAPACITY}`),
  );
  if (standIns === undefined) return settings;
  await edit(join(settings, 'destinations.yaml'), (text) => text.replaceAll('${STAND_INS_URL}', standIns));
  await edit(join(settings, 'policy.yaml'), (text) =>
    text
      .replaceAll('${REGISTRY_URL}', `${standIns}/registry/suggestions/api/4_1/rs`)
      .replaceAll('${CHECKO_URL}', `${standIns}/checko`),
  );
  return settings;
}

async function edit(path: string, change: (text: string) => string): Promise<void> {
  await writeFile(path, change(await readFile(path, 'utf8')));
}
