import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { startLeadRelay, type LeadRelayOptions } from '#cdk/local/lead-relay.ts';
import type { Runner } from '#cdk/local/runner.ts';
import type { Fault, FaultTarget } from '#cdk/local/stand-ins/faults.ts';
import type { Deliveries } from '#cdk/local/stand-ins/index.ts';
import type { LeadView } from '#functions/console/lead-view.ts';
import { readEvent } from './events.ts';
import { synthesizeOnce } from './synthesize.ts';
import { waitFor } from './wait-for.ts';

export const OPS_TOKEN = 'local-ops';
export const HEAD_TOKEN = 'local-head';

/** Long enough never to pass in a test: the sweep runs when the test says so. */
const NO_SCHEDULE_MS = 24 * 60 * 60 * 1_000;

/** Two cores are shared by several systems; a crowd of threads would only stand in its own way. */
const FEW = { warm: 1, max: 3 };

export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body, where it is an object of JSON. */
  readonly json: Readonly<Record<string, unknown>>;
}

/** What the outside systems have of one lead. */
export interface Told {
  readonly cards: Deliveries['crm'];
  readonly messages: Deliveries['messenger'];
  readonly webhooks: Deliveries['webhook'];
}

/** The whole system on a free port, as `npm start` runs it, with what a test wants to do to it. */
export class LocalSystem {
  #runner: Runner;
  readonly #options: LeadRelayOptions;

  static async start(options: Partial<LeadRelayOptions> = {}): Promise<LocalSystem> {
    await synthesizeOnce();
    const dataFolder = await mkdtemp(join(tmpdir(), 'lead-relay-journey-'));
    const all: LeadRelayOptions = {
      dataFolder,
      port: 0,
      scheduleEveryMs: NO_SCHEDULE_MS,
      ...options,
      environments: {
        ...{ 'web-form': FEW, telephony: FEW, assignment: FEW, handoff: FEW, console: FEW },
        ...options.environments,
      },
      overrides: {
        ...options.overrides,
        sweeper: { RESEND_AFTER_SECONDS: '1', ...options.overrides?.['sweeper'] },
      },
    };
    return new LocalSystem(await startLeadRelay(all), all);
  }

  private constructor(runner: Runner, options: LeadRelayOptions) {
    this.#runner = runner;
    this.#options = options;
  }

  get url(): string {
    return this.#runner.url;
  }

  get runner(): Runner {
    return this.#runner;
  }

  async stop(): Promise<void> {
    await this.#runner.stop();
    await rm(this.#options.dataFolder, { recursive: true, force: true });
  }

  /** Stops it and starts it again where it was, on the same data. */
  async restart(): Promise<void> {
    const { port } = this.#runner;
    await this.#runner.stop();
    this.#runner = await startLeadRelay({ ...this.#options, port });
  }

  /** `path` with a JSON body, or any request. */
  async request(path: string, init: RequestInit = {}): Promise<Received> {
    const response = await fetch(`${this.url}${path}`, { redirect: 'manual', ...init });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: toObject(text) };
  }

  /** Our own form with these fields; `key` is its Idempotency-Key. */
  postForm(fields: Readonly<Record<string, unknown>>, key?: string, source = 'html'): Promise<Received> {
    return this.request(`/v1/forms/${source}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      body: JSON.stringify(fields),
    });
  }

  /** A recorded request, `telephony/mango-missed.json`, as it was recorded. */
  async postEvent(path: string): Promise<Received> {
    const { rawPath, rawQueryString, requestContext, headers, body, isBase64Encoded } =
      await readEvent<APIGatewayProxyEventV2>(path);
    const { host: _host, 'content-length': _length, ...kept } = headers;
    return this.request(rawQueryString === '' ? rawPath : `${rawPath}?${rawQueryString}`, {
      method: requestContext.http.method,
      headers: Object.entries(kept).filter((header): header is [string, string] => header[1] !== undefined),
      ...(body === undefined ? {} : { body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8') }),
    });
  }

  /** The lead as ops see it. Throws when there is none. */
  async lead(id: string): Promise<LeadView> {
    const { status, text } = await this.#ask(`/v1/leads/${id}`);
    if (status !== 200) throw new Error(`lead ${id}: ${status} ${text}`);
    const lead: LeadView = JSON.parse(text);
    return lead;
  }

  /** The newest leads of a query such as `source=mango`. */
  async leads(query = ''): Promise<readonly LeadView[]> {
    const { status, text } = await this.#ask(`/v1/leads?limit=100&${query}`);
    if (status !== 200) throw new Error(`leads of ${query}: ${status} ${text}`);
    const page: { readonly leads: readonly LeadView[] } = JSON.parse(text);
    return page.leads;
  }

  /** The lead, once it is as awaited. */
  async leadOnce(id: string, what: string, isSo: (lead: LeadView) => boolean): Promise<LeadView> {
    return waitFor(`lead that is ${what}`, async () => {
      const lead = await this.lead(id);
      return isSo(lead) ? lead : undefined;
    });
  }

  /** The lead once every destination has it. */
  deliveredLead(id: string): Promise<LeadView> {
    return this.leadOnce(id, 'delivered', isDelivered);
  }

  async deliveries(): Promise<Deliveries> {
    const response = await fetch(`${this.url}/local/deliveries`);
    const deliveries: Deliveries = JSON.parse(await response.text());
    return deliveries;
  }

  async toldOf(leadId: string): Promise<Told> {
    const { crm, messenger, webhook } = await this.deliveries();
    return {
      cards: crm.filter(({ fields }) => fields['originId'] === leadId),
      messages: messenger.filter(({ replyMarkup }) =>
        JSON.stringify(replyMarkup ?? '').includes(`/o/${leadId}.`),
      ),
      webhooks: webhook.filter(({ body }) => JSON.stringify(body).includes(`"id":"${leadId}"`)),
    };
  }

  async fault(target: FaultTarget, fault: Fault): Promise<void> {
    const { status, text } = await this.request('/local/faults', {
      method: 'POST',
      body: JSON.stringify({ target, ...fault }),
    });
    if (status !== 200) throw new Error(`fault ${target} ${fault.mode}: ${text}`);
  }

  /** One round of the sweeper. Throws when it fails. */
  async sweep(): Promise<void> {
    for (const result of await this.#runner.fireSchedule('sweeper')) {
      if (result.outcome === 'failed') throw new Error(`the sweep failed: ${result.failure.errorMessage}`);
    }
  }

  #ask(path: string): Promise<Received> {
    return this.request(path, { headers: { authorization: `Bearer ${OPS_TOKEN}` } });
  }
}

export function isDelivered({ handoffs }: LeadView): boolean {
  return handoffs.length > 0 && handoffs.every(({ outcome }) => outcome === 'delivered');
}

/** The id a 202 named. */
export function leadIdOf({ status, json, text }: Received): string {
  const { leadId } = json;
  if (typeof leadId !== 'string') throw new Error(`No lead was named: ${status} ${text}`);
  return leadId;
}

/** The link with which a rep answers, out of the message's button. */
export function offerPathOf(message: Told['messages'][number] | undefined): string {
  const path = /"url":"[^"]*?(\/o\/[^"]+)"/.exec(JSON.stringify(message?.replyMarkup ?? ''))?.[1];
  if (path === undefined) throw new Error('The message has no link to answer by.');
  return path;
}

function toObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
