import * as z from 'zod/mini';
import { readBody } from '#shared/runtime/body.ts';
import type { BodyLimits } from '#shared/runtime/body-outcome.ts';
import { json, type HttpAnswer } from '#shared/runtime/http-answers.ts';
import { problem } from '#shared/runtime/problem.ts';
import type { Call } from './call.ts';
import type { ConsoleDependencies } from './dependencies.ts';
import { parseLeadQuery } from './lead-query.ts';
import { partLead } from './part-lead.ts';
import { catchUp } from './report-desk.ts';
import type { Rulebooks } from './rulebooks.ts';
import { searchLeads } from './search-leads.ts';
import { switchDutyOf } from './switch-duty.ts';
import { FAULT_TEXTS } from './texts.ts';
import { readZone } from './zones.ts';

/** What a switch of duty takes is a few bytes. */
const LIMITS: BodyLimits = { maxBytes: 4 * 1024, maxMultipartBytes: 4 * 1024 };

export const DutySwitch = z.object({ onDuty: z.boolean() });

export async function listLeads(
  call: Call,
  { leads }: Pick<ConsoleDependencies, 'leads'>,
  rulebooks: Rulebooks,
): Promise<HttpAnswer> {
  const reading = parseLeadQuery(call.query, call.language);
  if (reading.outcome === 'faulty') return problem(400, 'invalid-parameters', { errors: reading.errors });
  const { filter, limit, cursor } = reading.query;
  const found = await leads.list(filter, limit, cursor);
  const explained = await Promise.all(found.leads.map((lead) => rulebooks.explain(lead, call.language)));
  return json(200, { leads: explained.map(({ view }) => view), next: found.next ?? null });
}

/** Leads by phone, address, INN or name of the company, `?q=`. */
export async function findLeads(
  call: Call,
  dependencies: Pick<ConsoleDependencies, 'leads' | 'reports' | 'terms' | 'settings' | 'clock' | 'log'>,
  rulebooks: Rulebooks,
): Promise<HttpAnswer> {
  const sought = call.query.get('q')?.trim() ?? '';
  if (sought === '') {
    const message = FAULT_TEXTS['nothing-sought'][call.language];
    return problem(400, 'invalid-parameters', { errors: [{ field: 'q', code: 'nothing-sought', message }] });
  }
  await catchUp(await readZone(dependencies.settings), dependencies);
  const found = await searchLeads(sought, dependencies);
  const explained = await Promise.all(found.map((lead) => rulebooks.explain(lead, call.language)));
  return json(200, { leads: explained.map(({ view }) => view) });
}

export async function showLead(
  call: Call,
  { leads }: Pick<ConsoleDependencies, 'leads'>,
  rulebooks: Rulebooks,
): Promise<HttpAnswer> {
  const lead = await leads.find(call.parameters['id'] ?? '');
  if (lead === undefined) return problem(404, 'lead-not-found');
  const { view } = await rulebooks.explainFully(lead, call.language);
  return json(200, view);
}

/** Undoes a wrong merge: the duplicate goes its own way as another client's lead. */
export async function splitLead(call: Call, dependencies: ConsoleDependencies): Promise<HttpAnswer> {
  const parting = await partLead(call.parameters['id'] ?? '', 'ops', dependencies);
  if (parting.outcome === 'unknown') return problem(404, 'lead-not-found');
  if (parting.outcome === 'not-a-duplicate') return problem(409, 'not-a-duplicate');
  const { lead, first } = parting;
  return json(200, {
    lead: { id: lead.id, status: lead.status },
    first: { id: first.id, status: first.status },
  });
}

export async function switchDuty(call: Call, dependencies: ConsoleDependencies): Promise<HttpAnswer> {
  const id = call.parameters['id'];
  const reading = await readBody('application/json', call.body, LIMITS);
  if (reading.outcome === 'unreadable') return problem(reading.status, reading.code);
  const wanted = DutySwitch.safeParse(reading.outcome === 'json' ? reading.value : undefined);
  if (!wanted.success) {
    const message = FAULT_TEXTS['not-a-boolean'][call.language];
    return problem(400, 'invalid-body', { errors: [{ field: 'onDuty', code: 'not-a-boolean', message }] });
  }
  const switched = await switchDutyOf(id, wanted.data.onDuty, dependencies);
  if (switched === 'unknown-rep') return problem(404, 'rep-not-found');
  return json(200, { rep: id, onDuty: wanted.data.onDuty });
}
