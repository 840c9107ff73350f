import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Bitrix24StandIn, type CrmCard } from './bitrix24.ts';
import { CaptchaStandIn } from './captcha.ts';
import { CheckoStandIn } from './checko.ts';
import { FormServicesStandIn } from './form-services.ts';
import { FaultSwitches, type Fault, type Faults, type FaultsMet, type FaultTarget } from './faults.ts';
import { RegistryStandIn } from './registry.ts';
import { json, type StandIn, type StandInAnswer, type StandInRequest } from './stand-in.ts';
import { SiteStandIn } from './site.ts';
import { TelegramStandIn, type SentMessage } from './telegram.ts';
import { WebhookStandIn, type ReceivedWebhook } from './webhook.ts';

/** What a registry takes to answer, from a data centre in the same country. */
const REGISTRY_LATENCY_MS = 50;

const MAX_BODY_BYTES = 1024 * 1024;

const GARBAGE = '<!doctype html><html><body><h1>502 Bad Gateway</h1></body></html>';

export interface StandInSettings {
  readonly dataDir: string;
  readonly now?: () => Date;
  readonly latencyMs?: Partial<Readonly<Record<FaultTarget, number>>>;
}

/** What the stand-ins received, the newest last. */
export interface Deliveries {
  readonly crm: readonly CrmCard[];
  readonly messenger: readonly SentMessage[];
  readonly webhook: readonly ReceivedWebhook[];
  readonly registry: { readonly asked: number };
  readonly checko: { readonly asked: number };
}

export interface StandIns {
  /** Answers a request for a stand-in; `path` begins with its name, `/registry/…`. */
  handle(request: IncomingMessage, response: ServerResponse, path: string): Promise<void>;
  deliveries(): Deliveries;
  faults(): Faults;
  faultsMet(): FaultsMet;
  setFault(target: FaultTarget, fault: Fault): void;
  /** Forgets everything received and puts everything right. */
  clear(): Promise<void>;
  /** Ends what is still being waited for. */
  close(): Promise<void>;
}

/** The pretend outside systems: two registries, a CRM, a messenger, a receiver of webhooks, a captcha and form services. */
export function createStandIns({ dataDir, now = () => new Date(), latencyMs }: StandInSettings): StandIns {
  const journal = (name: string): string => join(dataDir, 'stand-ins', `${name}.jsonl`);
  const registry = new RegistryStandIn();
  const checko = new CheckoStandIn();
  const crm = new Bitrix24StandIn(journal('crm'), now);
  const messenger = new TelegramStandIn(journal('messenger'), now);
  const webhook = new WebhookStandIn(journal('webhook'), now);
  const captcha = new CaptchaStandIn();
  const formServices = new FormServicesStandIn((id) => crm.findCard(id));
  const switches = new FaultSwitches();
  const closing = new AbortController();
  const house: House = {
    standIns: {
      registry,
      checko,
      crm,
      messenger,
      webhook,
      captcha,
      'form-services': formServices,
      site: new SiteStandIn(),
    },
    switches,
    closing: closing.signal,
    latencyMs: { registry: REGISTRY_LATENCY_MS, checko: REGISTRY_LATENCY_MS, ...latencyMs },
  };
  return {
    handle: (request, response, path) => handle(house, request, response, path),
    deliveries: () => ({
      crm: crm.cards(),
      messenger: messenger.messages(),
      webhook: webhook.received(),
      registry: { asked: registry.asked },
      checko: { asked: checko.asked },
    }),
    faults: () => switches.all(),
    faultsMet: () => switches.met(),
    setFault: (target, fault) => switches.set(target, fault),
    async clear() {
      for (const standIn of [crm, messenger, webhook, captcha]) standIn.clear();
      registry.asked = 0;
      checko.asked = 0;
      switches.clear();
    },
    close: async () => {
      closing.abort();
      for (const standIn of [crm, messenger, webhook]) standIn.close();
    },
  };
}

interface House {
  readonly standIns: Readonly<Record<FaultTarget, StandIn>>;
  readonly switches: FaultSwitches;
  readonly closing: AbortSignal;
  readonly latencyMs: Partial<Readonly<Record<FaultTarget, number>>>;
}

async function handle(
  { standIns, switches, closing, latencyMs }: House,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const target = targetOf(path);
  if (target === undefined) return send(response, json(404, { error: 'no such stand-in' }), 'none');
  const asked = await readRequest(request, path);
  const shown = await standIns[target].page?.(asked);
  if (shown !== undefined) return send(response, shown, standIns[target].name);
  const fault = switches.take(target, { onlyLooks: standIns[target].onlyLooks(asked) });
  const delayMs = (latencyMs[target] ?? 0) + (fault.mode === 'slow' ? (fault.ms ?? 0) : 0);
  if (delayMs > 0) await wait(delayMs, undefined, { signal: closing }).catch(() => undefined);
  const answer = closing.aborted ? undefined : answerUnder(fault, standIns[target], asked);
  if (answer === undefined) return void request.socket.destroy();
  send(response, answer, standIns[target].name);
}

function targetOf(path: string): FaultTarget | undefined {
  const targets = {
    registry: 'registry',
    checko: 'checko',
    bitrix24: 'crm',
    telegram: 'messenger',
    webhook: 'webhook',
    captcha: 'captcha',
    'form-services': 'form-services',
    site: 'site',
  } as const;
  const name = /^\/(registry|checko|bitrix24|telegram|webhook|captcha|form-services|site)(?=[/?]|$)/.exec(
    path,
  )?.[1];
  const known = Object.entries(targets).find(([standIn]) => standIn === name);
  return known?.[1];
}

/** What is answered under a fault; nothing when the connection is to be cut. */
function answerUnder(fault: Fault, standIn: StandIn, request: StandInRequest): StandInAnswer | undefined {
  switch (fault.mode) {
    case 'ok':
    case 'slow':
      return standIn.answer(request);
    case 'down':
      return undefined;
    case 'refusing':
      return standIn.refuse(fault.status ?? 503);
    case 'garbage':
      return { status: fault.status ?? 200, body: GARBAGE, contentType: 'text/html; charset=utf-8' };
    case 'lose-answer':
      standIn.answer(request);
      return undefined;
  }
}

async function readRequest(request: IncomingMessage, path: string): Promise<StandInRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= MAX_BODY_BYTES) chunks.push(bytes);
  }
  const headers = Object.entries(request.headers).map(([name, value]) => [name, value?.toString()]);
  return {
    method: request.method ?? 'GET',
    path: path.replace(/\?.*$/s, '').replace(/^\/[^/]*/, ''),
    query: new URLSearchParams(/\?(.*)$/s.exec(request.url ?? '')?.[1]),
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function send(response: ServerResponse, answer: StandInAnswer, name: string): void {
  response.writeHead(answer.status, { 'content-type': answer.contentType, 'x-stand-in': name });
  response.end(answer.body);
}
