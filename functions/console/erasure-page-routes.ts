import { readBody } from '#shared/runtime/body.ts';
import type { BodyLimits } from '#shared/runtime/body-outcome.ts';
import { page, redirect, type HttpAnswer } from '#shared/runtime/http-answers.ts';
import type { Call } from './call.ts';
import type { ConsoleDependencies } from './dependencies.ts';
import { goOnErasing, orderErasure } from './erase-person.ts';
import { readErasureOrder } from './erasure-order.ts';
import { toReceipt } from './erasure-receipt.ts';
import { findErasure } from './erasure-routes.ts';
import { findPerson, readNamed } from './find-person.ts';
import {
  confirmErasurePage,
  erasurePage,
  noErasurePage,
  type ErasurePreview,
} from './pages/erasure-pages.ts';
import { noLeadPage } from './pages/lead-page.ts';
import { readZone } from './zones.ts';

const LIMITS: BodyLimits = { maxBytes: 4 * 1024, maxMultipartBytes: 4 * 1024 };

/** Says what is going to be erased with a lead. Nothing is erased by looking. */
export async function askToErase(call: Call, dependencies: ConsoleDependencies): Promise<HttpAnswer> {
  const lead = await dependencies.leads.find(call.parameters['id'] ?? '');
  if (lead === undefined) return page(404, noLeadPage(call));
  if (lead.erased !== undefined) return redirect(303, pageOf(lead.erased.erasure));
  const { person } = await findPerson({}, lead, dependencies);
  const leads = (await readNamed(person, dependencies)).map(({ id }) => id);
  const code = call.query.get('refused');
  const refused: ErasurePreview['refused'] =
    code === 'not-confirmed' || code === 'bad-reason' ? code : undefined;
  const preview = { leadId: lead.id, leads, ...(refused === undefined ? {} : { refused }) };
  return page(200, confirmErasurePage(call, preview));
}

/** Erases, and goes on to the receipt; pressed twice, it is the same one. */
export async function eraseOnPage(call: Call, dependencies: ConsoleDependencies): Promise<HttpAnswer> {
  const leadId = call.parameters['id'] ?? '';
  const back = `/console/leads/${encodeURIComponent(leadId)}/erase`;
  const body = await readBody(call.headers['content-type'], call.body, LIMITS);
  const fields = body.outcome === 'fields' ? body.fields : undefined;
  if (fields?.get('sure')?.[0] !== 'yes') return redirect(303, `${back}?refused=not-confirmed`);
  const { phones } = await dependencies.simulation();
  const reading = readErasureOrder({ leadId, reason: fields.get('reason')?.[0] ?? '' }, phones);
  if (reading.outcome === 'faulty') return redirect(303, `${back}?refused=bad-reason`);
  const ordered = await orderErasure({ ...reading.order, by: call.role ?? 'ops' }, dependencies);
  if (ordered.outcome === 'unknown-lead') return page(404, noLeadPage(call));
  return redirect(303, pageOf(ordered.erasure.id));
}

export async function showErasurePage(call: Call, dependencies: ConsoleDependencies): Promise<HttpAnswer> {
  const erasure = await findErasure(call, dependencies);
  if (erasure === undefined) return page(404, noErasurePage(call));
  const [receipt, zone] = await Promise.all([
    toReceipt(erasure, call.language, dependencies),
    readZone(dependencies.settings),
  ]);
  return page(200, erasurePage(call, receipt, { language: call.language, zone, now: call.now }));
}

export async function eraseFurtherOnPage(call: Call, dependencies: ConsoleDependencies): Promise<HttpAnswer> {
  const erasure = await findErasure(call, dependencies);
  if (erasure === undefined) return page(404, noErasurePage(call));
  await goOnErasing(erasure, dependencies);
  return redirect(303, pageOf(erasure.id));
}

function pageOf(erasure: string): string {
  return `/console/erasures/${encodeURIComponent(erasure)}`;
}
