import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { answerOffer } from '#functions/console/answer-offer.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import { aFormOf } from '#test/support/a-form.ts';
import { InMemorySettings } from '#test/support/in-memory-settings.ts';
import { HandClock } from '#test/support/intake-world.ts';
import { KillSwitch, type Kill } from '#test/support/kill-switch.ts';
import { killablePipelineOver } from '#test/support/killable-pipeline.ts';
import { recordingTools } from '#test/support/recording-tools.ts';
import type { Settings } from '#shared/ports/settings.ts';
import type { World } from '#test/support/worlds.ts';
import { faultsOfLead, faultsOfLoads, faultsOfTurn, faultsWhenQuiet, offersOf } from './invariants.ts';
import { killableWorld } from './killable-world.ts';
import { TeamAtWork } from './team-at-work.ts';

const POOL = 'all';

/** What of the team was true before a command, by which the offers made in it are judged. */
interface Standing {
  readonly available: ReadonlySet<string>;
  readonly known: ReadonlySet<string>;
}

/** The whole pipeline with a team at work, and what anybody can see of it from outside. */
export class RelayAtWork {
  readonly team: TeamAtWork;
  readonly #kills = new KillSwitch();
  readonly #clock = new HandClock();
  readonly #world: World;
  readonly #pipeline: ReturnType<typeof killablePipelineOver>;
  readonly #event: APIGatewayProxyEventV2;
  /** Ids told with a 202, by what was submitted. */
  readonly #answered = new Map<number, string>();
  readonly #sentHome = new Set<string>();
  #wasKilled = false;

  constructor(open: (now: () => Date) => World, settings: Settings, event: APIGatewayProxyEventV2) {
    const inForce = new InMemorySettings(settings);
    this.team = new TeamAtWork(inForce);
    this.#event = event;
    this.#world = open(() => this.#clock.now());
    this.#pipeline = killablePipelineOver(killableWorld(this.#world, this.#kills), {
      settings: inForce,
      kills: this.#kills,
      clock: this.#clock,
    });
  }

  /** The next process is killed at one of its calls. */
  arm(kill: Kill): void {
    this.#wasKilled = true;
    this.#kills.arm({ ...kill, call: this.#kills.calls.length + kill.call });
  }

  async submit(client: number): Promise<readonly string[]> {
    const answer = await this.#pipeline.submit(this.#formOf(client));
    if (answer === undefined) return [];
    const { leadId }: { leadId?: unknown } = JSON.parse(answer);
    const before = this.#answered.get(client);
    this.#answered.set(client, String(leadId));
    return before === undefined || before === leadId
      ? []
      : [`${before} was ${String(leadId)} the second time`];
  }

  async deliver(times: number): Promise<void> {
    const { assignments, handoffs } = this.#pipeline.queues;
    const [again, told] = [[...assignments], [...handoffs]];
    await this.#pipeline.work();
    for (let time = 1; time < times; time += 1) {
      for (const id of again) assignments.add(id);
      for (const id of told) handoffs.add(id);
      await this.#pipeline.work();
    }
  }

  /** Answers one of the offers that were ever made, as whoever kept its link could. */
  async answer(which: number, answer: 'accept' | 'decline'): Promise<void> {
    const offers = (await this.leads()).flatMap((lead) =>
      offersOf(lead).map(({ attempt }) => ({ leadId: lead.id, offerAttempt: attempt })),
    );
    const offer = offers[which % Math.max(1, offers.length)];
    if (offer === undefined) return;
    this.#kills.begin('console');
    const dependencies = { ...this.#pipeline, ...recordingTools(), pause: async () => undefined };
    await answerOffer({ ...offer, answer }, dependencies).catch(() => undefined);
  }

  async switchDuty(rep: string, onDuty: boolean): Promise<void> {
    await this.#world.roster.setOnDuty(rep, onDuty);
    if (onDuty) this.#sentHome.delete(rep);
    else this.#sentHome.add(rep);
  }

  async pass(minutes: number): Promise<void> {
    this.#clock.pass(minutes * MINUTE_MS);
  }

  async sweep(): Promise<void> {
    await this.#pipeline.sweep().catch(() => undefined);
  }

  loseQueues(): void {
    for (const messages of Object.values(this.#pipeline.queues)) messages.clear();
  }

  async leads(): Promise<readonly Lead[]> {
    return (await this.#world.leads.list({ to: '2027-01-01T00:00:00.000Z' }, 1_000)).leads;
  }

  async standing(): Promise<Standing> {
    const available = this.team.ids.filter((id) => this.team.isActive(id) && !this.#sentHome.has(id));
    const known = (await this.leads()).flatMap((lead) =>
      offersOf(lead).map((one) => nameOf(lead, one.attempt)),
    );
    return { available: new Set(available), known: new Set(known) };
  }

  /** All that must hold after every command, whatever has happened: P3, P4, P5. */
  async faultsSince({ available, known }: Standing): Promise<readonly string[]> {
    this.#kills.arm(undefined);
    const [leads, state] = await Promise.all([
      this.leads(),
      this.#world.book.read('lead-none-at-all', this.team.ids, [POOL]),
    ]);
    const { supervisor } = this.team.current;
    const made = leads.flatMap((lead) =>
      offersOf(lead)
        .filter(({ attempt }) => !known.has(nameOf(lead, attempt)))
        .filter(({ rep }) => !available.has(rep) && rep !== supervisor)
        .map(({ rep }) => `${lead.id} was offered to ${rep}, who is not there`),
    );
    return [
      ...leads.flatMap(faultsOfLead),
      ...faultsOfLoads(leads, state.reps, this.team.current),
      ...faultsOfTurn(state.turns[POOL] ?? {}),
      ...made,
    ];
  }

  /** P1 and P2, once nobody does anything any more and every clock has run out. */
  async faultsWhenQuiet(): Promise<readonly string[]> {
    this.#kills.arm(undefined);
    for (let sweep = 0; sweep < 4; sweep += 1) await this.#pipeline.settle('messages come back');
    const leads = await this.leads();
    const { cards, messages } = this.#pipeline.outside;
    const lost = [...this.#answered.values()].filter((id) => !leads.some((lead) => lead.id === id));
    const withoutCard = leads.filter(({ owner, id }) => owner !== undefined && !cards.has(id));
    const twice = this.#wasKilled ? [] : messages.filter((one, place) => messages.indexOf(one) !== place);
    return [
      ...leads.flatMap(faultsWhenQuiet),
      ...lost.map((id) => `${id} was answered 202 and is gone`),
      ...withoutCard.map(({ id }) => `${id} has an owner and no card`),
      ...twice.map((message) => `${message} was told twice`),
    ];
  }

  #formOf(client: number): APIGatewayProxyEventV2 {
    const headers = { ...this.#event.headers, 'idempotency-key': `model-${client}` };
    return { ...this.#event, headers, body: JSON.stringify(aFormOf(client)) };
  }
}

function nameOf({ id }: Lead, attempt: number): string {
  return `${id}/${attempt}`;
}
