import fc from 'fast-check';
import { memberAt } from './team-at-work.ts';
import type { RelayAtWork } from './relay-at-work.ts';

/** How many commands ran, so that a run which did nothing can be told. */
export interface Ran {
  commands: number;
}

/** What it says, if anything, is a list of faults. */
type Step = (relay: RelayAtWork) => unknown;

function toFaults(answer: unknown): readonly string[] {
  return Array.isArray(answer) ? answer.map(String) : [];
}

/** One thing that happens to the relay, with everything checked after it that must hold at any time. */
class Command implements fc.AsyncCommand<Ran, RelayAtWork> {
  readonly #name: string;
  readonly #step: Step;

  constructor(name: string, step: Step) {
    this.#name = name;
    this.#step = step;
  }

  check(): boolean {
    return true;
  }

  async run(ran: Ran, relay: RelayAtWork): Promise<void> {
    ran.commands += 1;
    const standing = await relay.standing();
    const said = toFaults(await this.#step(relay));
    const faults = [...said, ...(await relay.faultsSince(standing))];
    if (faults.length > 0) throw new Error(`after ${this.#name}: ${faults.join('; ')}`);
  }

  toString(): string {
    return this.#name;
  }
}

const index = fc.nat({ max: 30 });
const strategies = fc.constantFrom('weighted', 'least-loaded', 'first-to-accept', 'pull');
const moments = fc.constantFrom('before', 'after');

/** What clients, reps, ops, queues and machines do, often what is common. */
export const COMMANDS = [
  fc.nat({ max: 12 }).map((client) => new Command(`submit(${client})`, (relay) => relay.submit(client))),
  fc.nat({ max: 12 }).map((client) => new Command(`submit(${client})`, (relay) => relay.submit(client))),
  fc
    .integer({ min: 1, max: 3 })
    .map((times) => new Command(`deliver ×${times}`, (relay) => relay.deliver(times))),
  fc.constant(new Command('deliver', (relay) => relay.deliver(1))),
  index.map((which) => new Command(`accept(${which})`, (relay) => relay.answer(which, 'accept'))),
  index.map((which) => new Command(`decline(${which})`, (relay) => relay.answer(which, 'decline'))),
  fc
    .integer({ min: 1, max: 20 })
    .map((minutes) => new Command(`pass(${minutes} min)`, (relay) => relay.pass(minutes))),
  fc.constant(new Command('sweep', (relay) => relay.sweep())),
  fc.constant(new Command('expire', expire)),
  fc.tuple(index, fc.boolean()).map(([which, active]) => deactivate(which, active)),
  fc.tuple(index, fc.boolean()).map(([which, onDuty]) => {
    const rep = memberAt(which);
    return new Command(`${rep} ${onDuty ? 'on' : 'off'} duty`, (relay) => relay.switchDuty(rep, onDuty));
  }),
  fc.tuple(index, fc.integer({ min: 1, max: 5 })).map(([which, weight]) => {
    const rep = memberAt(which);
    return new Command(`${rep} weighs ${weight}`, (relay) => relay.team.setWeight(rep, weight));
  }),
  strategies.map(
    (strategy) => new Command(`pool is ${strategy}`, (relay) => relay.team.setStrategy(strategy)),
  ),
  fc.constant(new Command('lose the queues', (relay) => relay.loseQueues())),
  fc.tuple(fc.integer({ min: 1, max: 12 }), moments, fc.nat({ max: 12 })).map(
    ([call, moment, client]) =>
      new Command(`submit(${client}) killed ${moment} call ${call}`, async (relay) => {
        relay.arm({ call, moment });
        return relay.submit(client).catch(() => []);
      }),
  ),
  fc.tuple(fc.integer({ min: 1, max: 12 }), moments).map(
    ([call, moment]) =>
      new Command(`deliver killed ${moment} call ${call}`, async (relay) => {
        relay.arm({ call, moment });
        await relay.deliver(1);
      }),
  ),
];

/** The deadline of every offer passes, and the sweep comes by. */
async function expire(relay: RelayAtWork): Promise<void> {
  await relay.pass(6);
  await relay.sweep();
  await relay.deliver(1);
}

function deactivate(which: number, active: boolean): Command {
  const rep = memberAt(which);
  return new Command(`${rep} is ${active ? 'active' : 'removed'}`, (relay) =>
    relay.team.setActive(rep, active),
  );
}
