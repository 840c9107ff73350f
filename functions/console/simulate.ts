import type { Choice } from '#shared/domain/choice.ts';
import { chooseRep, deadlineOf, repsAndPoolsOf } from '#shared/domain/choose-rep.ts';
import { clientKeysOf } from '#shared/domain/client-key.ts';
import { toFacts } from '#shared/domain/facts.ts';
import { judge } from '#shared/domain/judge.ts';
import { areApart, takesTouches } from '#shared/domain/lead-touches.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { Judgement, Policy } from '#shared/domain/policy.ts';
import type { Team } from '#shared/domain/team.ts';
import { HOUR_MS } from '#shared/domain/time.ts';
import type { Judges } from '#shared/intake/judge-lead.ts';
import type { AssignmentBook } from '#shared/ports/assignment-book.ts';
import type { ClientBook } from '#shared/ports/client-book.ts';
import type { Clock } from '#shared/ports/clock.ts';
import type { LeadRepository } from '#shared/ports/lead-repository.ts';
import type { PhoneNumbers } from '#shared/ports/phone-numbers.ts';
import type { SettingsArchive, SettingsReader } from '#shared/ports/settings.ts';
import { findCounterparty, type FoundCounterparty } from './find-counterparty.ts';
import { readDraft, type DraftReading } from './read-draft.ts';
import { findUnknownFields, isCorrectable, toSimulatedLead } from './simulated-lead.ts';
import type { OrderFault, SimulationOrder } from './simulation-order.ts';

/** What only a simulation needs: fetched when one is asked for, since every other call can do without. */
export interface SimulationTools extends Pick<Judges, 'cache' | 'registryFor'> {
  readonly phones: PhoneNumbers;
}

/** Everything a simulation may touch, and only what reads. */
export interface SimulationDependencies {
  readonly leads: Pick<LeadRepository, 'find'>;
  readonly settings: SettingsReader;
  readonly archive: SettingsArchive;
  readonly book: Pick<AssignmentBook, 'read'>;
  readonly clients: Pick<ClientBook, 'findHolders'>;
  readonly clock: Clock;
  readonly simulation: () => Promise<SimulationTools>;
}

/** Who would get the lead at that moment; `deadlineAt` is when the offer would end. */
export interface OwnerPreview {
  readonly choice: Choice;
  readonly team: Team;
  readonly deadlineAt?: string;
}

export interface Simulation {
  readonly outcome: 'simulated';
  /** As it would be once judged; its `faults` are those of the fields. */
  readonly lead: Lead;
  readonly policy: Policy;
  readonly judgement: Judgement;
  readonly checked: FoundCounterparty;
  /** Our own form sends its visitor back to mend the faults, and keeps nothing until then. */
  readonly sentBack: boolean;
  readonly duplicateOf?: string;
  /** Absent for what is rejected or belongs to another lead: nobody would be chosen. */
  readonly owner?: OwnerPreview;
}

export type SimulationResult =
  | Simulation
  | { readonly outcome: 'lead-not-found' }
  | { readonly outcome: 'refused'; readonly faults: readonly OrderFault[] }
  | { readonly outcome: 'no-rules'; readonly because: Exclude<DraftReading, { outcome: 'read' }> };

type Subject =
  | { readonly outcome: 'read'; readonly lead: Lead; readonly sentBack: boolean }
  | Exclude<SimulationResult, Simulation>;

/**
 * What would become of one lead under some version of the rules: verdict, score, owner. Nothing is written.
 *
 * The registry is asked as the version in force says: a draft may name any address, and its key is not for that.
 */
export async function simulate(
  order: SimulationOrder,
  dependencies: SimulationDependencies,
): Promise<SimulationResult> {
  const { settings, archive, clock, simulation } = dependencies;
  const inForce = await settings.current('policy');
  const rules =
    order.rules === undefined
      ? ({ outcome: 'read', policy: inForce } as const)
      : await readDraft(order.rules, archive);
  if (rules.outcome !== 'read') return { outcome: 'no-rules', because: rules };

  const now = order.at === undefined ? clock.now() : new Date(order.at);
  const tools = await simulation();
  const subject = await readSubject(order, now, tools, dependencies);
  if (subject.outcome !== 'read') return subject;

  const { policy } = rules;
  const checked = await findCounterparty(subject.lead, order.counterparty, inForce.counterpartyCheck, {
    ...tools,
    clock,
  });
  const { score: _recorded, ...unscored } = subject.lead;
  const judgement = judge({ ...unscored, counterparty: checked.counterparty }, policy);
  const lead: Lead = { ...unscored, counterparty: checked.counterparty, ...judgement };
  const { sentBack } = subject;
  const result = { outcome: 'simulated', lead, policy, judgement, checked, sentBack } as const;
  return { ...result, ...(await findFuture(lead, policy, now, dependencies)) };
}

async function readSubject(
  { subject }: SimulationOrder,
  now: Date,
  { phones }: SimulationTools,
  { leads, settings }: SimulationDependencies,
): Promise<Subject> {
  if ('leadId' in subject) {
    const lead = await leads.find(subject.leadId);
    return lead === undefined ? { outcome: 'lead-not-found' } : { outcome: 'read', lead, sentBack: false };
  }
  const { sources } = await settings.current('sources');
  const source = sources.find(({ id }) => id === subject.source);
  if (source === undefined) return { outcome: 'refused', faults: [unknownSource(sources)] };
  const unknown = findUnknownFields(subject, source);
  if (unknown.length > 0) return { outcome: 'refused', faults: unknown };
  const lead = toSimulatedLead(subject, source, now, phones);
  return { outcome: 'read', lead, sentBack: isCorrectable(source) && lead.faults.length > 0 };
}

function unknownSource(sources: readonly { readonly id: string }[]): OrderFault {
  const known = sources.map(({ id }) => id).join(', ');
  return {
    field: 'source',
    code: 'unknown-source',
    message: {
      ru: `Такого источника нет; есть: ${known}.`,
      en: `There is no such source; there are: ${known}.`,
    },
  };
}

/** Whose lead it would be: somebody's who is served already, or the next rep's. */
async function findFuture(
  lead: Lead,
  policy: Policy,
  now: Date,
  dependencies: SimulationDependencies,
): Promise<Pick<Simulation, 'duplicateOf' | 'owner'>> {
  const duplicateOf = lead.duplicateOf ?? (await findFirst(lead, policy, dependencies));
  if (duplicateOf !== undefined) return { duplicateOf };
  if (lead.verdict?.outcome === 'rejected') return {};
  return { owner: await previewOwner(lead, now, dependencies) };
}

/** The earliest open lead of the same client. One that looks like a robot's is nobody's touch once it is rejected. */
async function findFirst(
  lead: Lead,
  { duplicates }: Policy,
  { clients, leads }: SimulationDependencies,
): Promise<string | undefined> {
  const keys = clientKeysOf(lead, duplicates.by);
  const windowMs = duplicates.windowHours * HOUR_MS;
  if (keys.length === 0 || windowMs === 0) return undefined;
  if (lead.verdict?.outcome === 'rejected' && lead.suspicions.length > 0) return undefined;
  const holders = await clients.findHolders(lead, keys, { windowMs, over: [], apart: [] });
  const ids = [...new Set(holders.map(({ leadId }) => leadId))];
  const found = (await Promise.all(ids.map((id) => leads.find(id)))).filter((one) => one !== undefined);
  const [first] = found
    .filter((one) => takesTouches(one) && !areApart(one, lead))
    .sort((one, other) => (one.receivedAt < other.receivedAt ? -1 : 1));
  return first?.id;
}

/** The same choice that assignment makes, over the present state of the team; nobody's turn moves. */
async function previewOwner(
  lead: Lead,
  now: Date,
  { settings, book }: SimulationDependencies,
): Promise<OwnerPreview> {
  const team = await settings.current('team');
  const { reps, pools } = repsAndPoolsOf(team);
  const { lead: _stored, ...state } = await book.read(lead.id, reps, pools);
  const choice = chooseRep({ lead, facts: toFacts(lead), team, state, excluded: new Set(), now });
  if (choice.outcome !== 'chosen' && choice.outcome !== 'offered-to-several') return { choice, team };
  return { choice, team, deadlineAt: deadlineOf(choice, team, lead, now).toISOString() };
}
