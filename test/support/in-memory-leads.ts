import { holderOf, type LeadHolder } from '#shared/domain/lead-holder.ts';
import { isOwned, isWatchedAsArrival } from '#shared/domain/lead-life.ts';
import type { ClaimTerms } from '#shared/domain/client-claims.ts';
import type { ClientKey } from '#shared/domain/client-key.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { leadMatcher } from '#shared/domain/reporting/lead-matcher.ts';
import type { DateSpan, RepState, TurnCredits } from '#shared/domain/team.ts';
import type { Timestamp } from '#shared/domain/time.ts';
import type { AssignmentBook, AssignmentChange, TeamState } from '#shared/ports/assignment-book.ts';
import type { ClientBook, KeyHolder } from '#shared/ports/client-book.ts';
import type { DutyRoster } from '#shared/ports/duty-roster.ts';
import type { HandoffDesk } from '#shared/ports/handoff-desk.ts';
import type { HeldLeads } from '#shared/ports/held-leads.ts';
import type { LeadFilter, LeadPage, LeadRepository, RepeatWindow } from '#shared/ports/lead-repository.ts';
import type { LeadSweep } from '#shared/ports/lead-sweep.ts';
import { InMemoryClaims } from './in-memory-claims.ts';
import { InMemoryReps } from './in-memory-reps.ts';

/** The table in memory, with the promises of the ports that look at it. */
export class InMemoryLeads
  implements LeadRepository, AssignmentBook, ClientBook, LeadSweep, DutyRoster, HandoffDesk, HeldLeads
{
  readonly #leads = new Map<string, Lead>();
  readonly #windows = new Map<string, { readonly leadId: string; readonly until: Timestamp }>();
  readonly #reps = new InMemoryReps();
  readonly #claims = new InMemoryClaims();
  readonly #turns = new Map<string, TurnCredits>();
  readonly #inHandsUntil = new Map<string, Timestamp>();
  #checkpoint: Timestamp | undefined;

  constructor(leads: readonly Lead[] = []) {
    for (const lead of leads) this.put(lead);
  }

  /** Puts a lead there as if it had always been, counted in its owner's load. */
  put(lead: Lead): void {
    const before = this.#leads.get(lead.id);
    if (before?.owner !== undefined && isOwned(before))
      this.#reps.giveBack({ rep: before.owner, source: before.source });
    if (lead.owner !== undefined && isOwned(lead))
      this.#reps.take({ rep: lead.owner, capacity: Infinity, source: { id: lead.source } });
    this.#leads.set(lead.id, lead);
  }

  all(): readonly Lead[] {
    return [...this.#leads.values()];
  }

  load(rep: string): number {
    return this.#reps.stateOf(rep).open;
  }

  isOnDuty(rep: string): boolean | undefined {
    return this.#reps.stateOf(rep).onDuty;
  }

  async keep(
    lead: Lead,
    window?: RepeatWindow,
  ): Promise<{ outcome: 'kept' } | { outcome: 'known'; lead: Lead }> {
    const seen = window === undefined ? undefined : this.#windows.get(window.key);
    const knownId = seen !== undefined && seen.until > lead.receivedAt ? seen.leadId : lead.id;
    const known = this.#leads.get(knownId);
    if (known !== undefined) return { outcome: 'known', lead: known };
    this.#leads.set(lead.id, lead);
    if (window !== undefined) this.#windows.set(window.key, { leadId: lead.id, until: window.until });
    return { outcome: 'kept' };
  }

  async find(id: string): Promise<Lead | undefined> {
    return this.#leads.get(id);
  }

  async save(lead: Lead): Promise<'saved' | 'outdated'> {
    const state = this.#stateOf(lead);
    if (state === 'next') this.#leads.set(lead.id, lead);
    return state === 'other' ? 'outdated' : 'saved';
  }

  async list(filter: LeadFilter, limit: number, cursor?: string): Promise<LeadPage> {
    const after = cursor === undefined ? undefined : Buffer.from(cursor, 'base64url').toString();
    const found = this.all()
      .filter((lead) => matches(lead, filter) && (after === undefined || orderOf(lead) < after))
      .sort((one, other) => (orderOf(one) < orderOf(other) ? 1 : -1));
    const leads = found.slice(0, limit);
    const last = leads.at(-1);
    if (last === undefined || found.length === leads.length) return { leads };
    return { leads, next: Buffer.from(orderOf(last)).toString('base64url') };
  }

  async read(leadId: string, reps: readonly string[], pools: readonly string[]): Promise<TeamState> {
    return {
      lead: this.#leads.get(leadId),
      reps: await this.states(reps),
      turns: Object.fromEntries(pools.map((pool) => [pool, this.#turns.get(pool) ?? {}])),
    };
  }

  async commit({ lead, take, release, turn }: AssignmentChange): Promise<'done' | 'outdated' | 'full'> {
    const state = this.#stateOf(lead);
    if (state === 'other') return 'outdated';
    if (state === 'written') return 'done';
    if (take?.rep !== release?.rep) {
      if (take !== undefined && !this.#reps.hasPlace(take)) return 'full';
      if (release !== undefined) this.#reps.giveBack(release);
      if (take !== undefined) this.#reps.take(take);
    }
    if (turn !== undefined) this.#moveTurn(turn.pool, turn.add);
    this.#leads.set(lead.id, lead);
    this.#inHandsUntil.delete(lead.id);
    return 'done';
  }

  async claim(lead: Lead, keys: readonly ClientKey[], terms: ClaimTerms): ReturnType<ClientBook['claim']> {
    const state = this.#stateOf(lead);
    if (state === 'other') return { outcome: 'outdated' };
    if (state === 'written') return { outcome: 'claimed' };
    const holders = this.#claims.holders(lead, keys, terms);
    if (holders.length > 0) return { outcome: 'taken', holders };
    this.#leads.set(lead.id, lead);
    this.#claims.claimAll(lead, keys, terms);
    return { outcome: 'claimed' };
  }

  async findHolders(
    lead: Lead,
    keys: readonly ClientKey[],
    terms: ClaimTerms,
  ): Promise<readonly KeyHolder[]> {
    return this.#claims.holders(lead, keys, terms);
  }

  async merge(
    duplicate: Lead,
    first: Lead,
    keys: readonly ClientKey[],
    terms: ClaimTerms,
  ): Promise<'done' | 'outdated'> {
    const written = this.#writeBoth(duplicate, first);
    if (written === 'next') this.#claims.passOn(duplicate, first, keys, terms);
    return written === 'other' ? 'outdated' : 'done';
  }

  async part(parted: Lead, first: Lead, onlyTheirs: readonly ClientKey[]): Promise<'done' | 'outdated'> {
    const written = this.#writeBoth(parted, first);
    if (written === 'next') this.#claims.giveBack(first.id, onlyTheirs);
    return written === 'other' ? 'outdated' : 'done';
  }

  async findDue(now: Date, limit: number): Promise<readonly Lead[]> {
    const until = now.toISOString();
    return this.all()
      .filter((lead) => !isWatchedAsArrival(lead))
      .filter(({ nextActionAt }) => nextActionAt !== undefined && nextActionAt <= until)
      .sort((one, other) => ((one.nextActionAt ?? '') < (other.nextActionAt ?? '') ? -1 : 1))
      .slice(0, limit);
  }

  async *arrivals(from: Timestamp, to: Timestamp): AsyncIterable<readonly Lead[]> {
    const arrived = this.all().filter(({ receivedAt }) => receivedAt >= from && receivedAt <= to);
    yield arrived.sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
  }

  async readCheckpoint(): Promise<Timestamp | undefined> {
    return this.#checkpoint;
  }

  async moveCheckpoint(to: Timestamp): Promise<void> {
    this.#checkpoint = to;
  }

  async take(leadId: string, now: Date, until: Timestamp): ReturnType<HandoffDesk['take']> {
    const lead = this.#leads.get(leadId);
    if (lead === undefined) return { outcome: 'unknown' };
    const held = this.#inHandsUntil.get(leadId);
    if (held !== undefined && held >= now.toISOString()) return { outcome: 'in-hands' };
    this.#inHandsUntil.set(leadId, until);
    return { outcome: 'taken', lead };
  }

  async giveBack(lead: Lead): Promise<'saved' | 'outdated'> {
    const saved = await this.save(lead);
    if (saved === 'saved') this.#inHandsUntil.delete(lead.id);
    return saved;
  }

  async setOnDuty(rep: string, onDuty: boolean): Promise<void> {
    this.#reps.setOnDuty(rep, onDuty);
  }

  async addAway(rep: string, span: DateSpan): Promise<void> {
    this.#reps.addAway(rep, span);
  }

  async removeAway(rep: string, span: DateSpan): Promise<void> {
    this.#reps.removeAway(rep, span);
  }

  async states(reps: readonly string[]): Promise<Readonly<Record<string, RepState>>> {
    return Object.fromEntries(reps.map((rep) => [rep, this.#reps.stateOf(rep)]));
  }

  async ofRep(rep: string): Promise<readonly Lead[]> {
    return this.#held((holder) => holder.by === 'rep' && holder.rep === rep);
  }

  async inPool(pool: string): Promise<readonly Lead[]> {
    return this.#held((holder) => holder.by === 'pool' && holder.pool === pool);
  }

  #held(isThere: (holder: LeadHolder) => boolean): readonly Lead[] {
    return this.all()
      .filter((lead) => {
        const holder = holderOf(lead);
        return holder !== undefined && isThere(holder);
      })
      .sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
  }

  #writeBoth(one: Lead, other: Lead): 'next' | 'written' | 'other' {
    const state = this.#stateOf(one);
    if (state !== 'next') return state;
    if (this.#stateOf(other) !== 'next') return 'other';
    this.#leads.set(one.id, one);
    this.#leads.set(other.id, other);
    return 'next';
  }

  #stateOf(lead: Lead): 'next' | 'written' | 'other' {
    const stored = this.#leads.get(lead.id);
    if (stored === undefined) return 'other';
    if (stored.version === lead.version - 1) return 'next';
    return JSON.stringify(stored) === JSON.stringify(lead) ? 'written' : 'other';
  }

  #moveTurn(pool: string, add: TurnCredits): void {
    const credits = { ...this.#turns.get(pool) };
    for (const [rep, change] of Object.entries(add)) credits[rep] = (credits[rep] ?? 0) + change;
    this.#turns.set(pool, credits);
  }
}

function orderOf(lead: Lead): string {
  return `${lead.receivedAt}#${lead.id}`;
}

/** `from` is the first moment that counts, `to` the first that does not any more. */
function matches(lead: Lead, filter: LeadFilter): boolean {
  if (!leadMatcher(filter)(lead)) return false;
  if (filter.from !== undefined && lead.receivedAt < filter.from) return false;
  return filter.to === undefined || lead.receivedAt < filter.to;
}
