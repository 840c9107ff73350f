import * as z from 'zod/mini';
import type { CrmCardAnswer, CrmCardRef, CrmCards } from '#shared/ports/crm-cards.ts';
import { readSecret, startBudget, type GatewaySettings } from '../destinations/gateway-settings.ts';
import { call, type CallResult } from './bitrix24-api.ts';
import { LEAD_TYPE, ORIGINATOR } from './bitrix24-card.ts';

/** Deal, in the CRM's numbering of its object types. */
const DEAL_TYPE = 2;

/** The portal waits for our answer meanwhile, and calls slow handlers less often. */
const TIMEOUT_MS = 4_000;

const Id = z.union([z.int(), z.string().check(z.regex(/^\d+$/))]);
const LeadCard = z.object({
  stageId: z.string(),
  originatorId: z.optional(z.nullable(z.string())),
  originId: z.optional(z.nullable(z.string())),
});
const DealCard = z.object({ stageId: z.string(), leadId: z.optional(z.nullable(Id)) });
const Items = z.object({ items: z.array(z.unknown()) });

type Bitrix24 = Parameters<CrmCards['find']>[0];
type Ask = (type: number, id: string, select: readonly string[]) => Promise<unknown>;

/** Cards by the methods `crm.item.*`. A deal is ours when it was made of a lead card of ours. */
export class Bitrix24Cards implements CrmCards {
  readonly #settings: GatewaySettings;

  constructor(settings: GatewaySettings) {
    this.#settings = settings;
  }

  async find(destination: Bitrix24, { kind, id }: CrmCardRef): Promise<CrmCardAnswer> {
    const secret = await readSecret(this.#settings.secrets, destination.secret);
    if (typeof secret !== 'string') return { outcome: 'unavailable', reason: secret.reason };
    const ask = this.#asking(`${trimSlashes(destination.baseUrl)}/${trimSlashes(secret)}`);
    try {
      return kind === 'lead' ? await findLead(ask, id) : await findDeal(ask, id);
    } catch (error) {
      if (error instanceof Unanswered) return { outcome: 'unavailable', reason: error.reason };
      throw error;
    }
  }

  #asking(webhookUrl: string): Ask {
    const { addresses, timeoutMs = TIMEOUT_MS, now = () => new Date() } = this.#settings;
    const leftMs = startBudget(timeoutMs);
    return async (entityTypeId, id, select) => {
      const method = 'crm.item.list';
      const parameters = { entityTypeId, filter: { '=id': Number(id) }, select };
      const timeLeft = { timeoutMs: leftMs(), addresses, now: now() };
      return firstOf(await call({ webhookUrl, method, parameters, ...timeLeft }));
    };
  }
}

async function findLead(ask: Ask, id: string): Promise<CrmCardAnswer> {
  const card = LeadCard.safeParse(await ask(LEAD_TYPE, id, ['id', 'stageId', 'originatorId', 'originId']));
  if (!card.success || card.data.originatorId !== ORIGINATOR) return { outcome: 'not-ours' };
  const { originId, stageId } = card.data;
  return originId ? { outcome: 'found', leadId: originId, stage: stageId } : { outcome: 'not-ours' };
}

async function findDeal(ask: Ask, id: string): Promise<CrmCardAnswer> {
  const deal = DealCard.safeParse(await ask(DEAL_TYPE, id, ['id', 'stageId', 'leadId']));
  if (!deal.success || !deal.data.leadId) return { outcome: 'not-ours' };
  const lead = await findLead(ask, String(deal.data.leadId));
  return lead.outcome === 'found' ? { ...lead, stage: deal.data.stageId } : lead;
}

/** Leaves the steps above to what is known; it never gets out of this file. */
class Unanswered extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super('the CRM gave no answer');
    this.reason = reason;
  }
}

function firstOf(result: CallResult): unknown {
  if (result.outcome === 'not-found') return undefined;
  if (result.outcome !== 'done') throw new Unanswered(result.reason);
  const found = Items.safeParse(result.result);
  if (!found.success) throw new Unanswered('unreadable-answer');
  return found.data.items[0];
}

function trimSlashes(text: string): string {
  return text.trim().replace(/^\/+|\/+$/g, '');
}
