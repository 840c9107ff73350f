import * as z from 'zod/mini';
import type { DuplicateDeliveries } from '../queues/duplicate-deliveries.ts';
import type { StandIns } from '../stand-ins-contract.ts';
import type { Fault } from '../stand-ins/faults.ts';
import { TROUBLES, type TroubleTarget } from './troubles.ts';

export interface TroubleControls {
  readonly standIns: Pick<StandIns, 'faults' | 'faultsMet' | 'setFault'>;
  readonly duplicates: Pick<DuplicateDeliveries, 'left' | 'made' | 'set'>;
}

/** What is wrong with one target now. */
export interface TroubleState {
  readonly target: TroubleTarget;
  /** `ok`, one of the target's troubles, or another fault's own mode. */
  readonly on: string;
  /** For how many requests or messages more; absent while it stays until it is switched off. */
  readonly left?: number;
  /** Requests or messages that have met what was switched on last, also when it is over. */
  readonly met: number;
}

/** Trouble as one wishes it: which, where, and for how many requests; without `times` until it is switched off. */
export interface TroubleWish {
  readonly target: TroubleTarget | 'all';
  readonly trouble: string;
  readonly times?: number;
}

const Wish = z.object({
  switch: z.string().check(z.regex(/^[\w-]+:[\w-]+$/)),
  times: z.optional(z.union([z.literal(''), z.coerce.number().check(z.int(), z.gte(1), z.lte(1_000_000))])),
});

/** Reads `{switch: "crm:down", times: 3}`. Throws a sentence for anything else. */
export function readTrouble(body: unknown): TroubleWish {
  const wish = z.safeParse(Wish, body);
  const [where, trouble = ''] = wish.success ? wish.data.switch.split(':') : [];
  const target = where === 'all' ? where : targets().find((known) => known === where);
  const isKnown =
    trouble === 'ok' || (target !== undefined && target !== 'all' && trouble in TROUBLES[target]);
  if (!wish.success || target === undefined || !isKnown)
    throw new Error(`A switch is {"switch": "crm:down", "times": 3}. There are: ${switches().join(' ')}.`);
  const { times } = wish.data;
  return { target, trouble, ...(typeof times === 'number' ? { times } : {}) };
}

export function flip({ target, trouble, times }: TroubleWish, controls: TroubleControls): void {
  if (target === 'all') return present(controls).forEach((each) => flip({ target: each, trouble }, controls));
  if (target === 'queues')
    return controls.duplicates.set(trouble === 'ok' ? 0 : (times ?? Number.POSITIVE_INFINITY));
  const fault = TROUBLES[target][trouble]?.fault ?? { mode: 'ok' };
  controls.standIns.setFault(target, { ...fault, ...(times === undefined ? {} : { times }) });
}

/** The state of everything that can be in trouble here. */
export function troubleView(controls: TroubleControls): readonly TroubleState[] {
  return present(controls).map((target) =>
    target === 'queues' ? queuesState(controls.duplicates) : standInState(target, controls.standIns),
  );
}

function standInState(
  target: Exclude<TroubleTarget, 'queues'>,
  { faults, faultsMet }: TroubleControls['standIns'],
): TroubleState {
  const fault = faults()[target] ?? { mode: 'ok' };
  const known = Object.entries(TROUBLES[target]).find(([, trouble]) => isSame(trouble.fault, fault));
  return {
    target,
    on: known?.[0] ?? fault.mode,
    ...(fault.times === undefined ? {} : { left: fault.times }),
    met: faultsMet()[target] ?? 0,
  };
}

function queuesState({ left, made }: TroubleControls['duplicates']): TroubleState {
  if (left === 0) return { target: 'queues', on: 'ok', met: made };
  return { target: 'queues', on: 'duplicate', ...(Number.isFinite(left) ? { left } : {}), met: made };
}

function isSame(one: Fault | undefined, other: Fault): boolean {
  return one?.mode === other.mode && one.status === other.status && one.ms === other.ms;
}

/** A stack without stand-ins has only its queues. */
function present({ standIns }: TroubleControls): readonly TroubleTarget[] {
  const faults = standIns.faults();
  return targets().filter((target) => target === 'queues' || target in faults);
}

function targets(): readonly TroubleTarget[] {
  return Object.keys(TROUBLES).filter((target): target is TroubleTarget => target in TROUBLES);
}

function switches(): readonly string[] {
  const named = targets().flatMap((target) =>
    Object.keys(TROUBLES[target]).map((trouble) => `${target}:${trouble}`),
  );
  return [...named, 'crm:ok', 'all:ok'];
}
