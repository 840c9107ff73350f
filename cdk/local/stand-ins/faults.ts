import { isObject } from './stand-in.ts';

export const FAULT_TARGETS = [
  'registry',
  'checko',
  'crm',
  'messenger',
  'webhook',
  'captcha',
  'form-services',
  'site',
] as const;
export const FAULT_MODES = ['ok', 'slow', 'down', 'refusing', 'lose-answer', 'garbage'] as const;

export type FaultTarget = (typeof FAULT_TARGETS)[number];

/**
 * What is wrong with a stand-in: `slow` by `ms`; `down`, the connection is cut before anything is done;
 * `refusing` with `status`; `lose-answer`, it does its work and the connection is cut instead of an
 * answer; `garbage`, a page of HTML. `times` is for how many requests, for ever without it.
 */
export interface Fault {
  readonly mode: (typeof FAULT_MODES)[number];
  readonly ms?: number;
  readonly status?: number;
  readonly times?: number;
}

export type Faults = Readonly<Record<FaultTarget, Fault>>;

/** How many requests have met the fault that was set last, also when it is over. */
export type FaultsMet = Readonly<Partial<Record<FaultTarget, number>>>;

const NO_FAULT: Fault = { mode: 'ok' };

/** The switches of what is wrong at present. */
export class FaultSwitches {
  readonly #faults = new Map<FaultTarget, Fault>();
  readonly #met = new Map<FaultTarget, number>();

  set(target: FaultTarget, fault: Fault): void {
    this.#faults.set(target, fault);
    this.#met.delete(target);
  }

  met(): FaultsMet {
    return Object.fromEntries(this.#met);
  }

  all(): Faults {
    const fault = (target: FaultTarget): Fault => this.#faults.get(target) ?? NO_FAULT;
    return {
      registry: fault('registry'),
      checko: fault('checko'),
      crm: fault('crm'),
      messenger: fault('messenger'),
      webhook: fault('webhook'),
      captcha: fault('captcha'),
      'form-services': fault('form-services'),
      site: fault('site'),
    };
  }

  clear(): void {
    this.#faults.clear();
    this.#met.clear();
  }

  /**
   * The fault one request meets; counts it, and is over with the last one. What only looks never
   * meets `lose-answer`: losing that answer would just hide the loss that is meant.
   */
  take(target: FaultTarget, request: { readonly onlyLooks: boolean }): Fault {
    const fault = this.#faults.get(target) ?? NO_FAULT;
    if (fault.mode === 'lose-answer' && request.onlyLooks) return NO_FAULT;
    if (fault.mode !== 'ok') this.#met.set(target, (this.#met.get(target) ?? 0) + 1);
    if (fault.times === undefined) return fault;
    const times = fault.times - 1;
    if (times > 0) this.#faults.set(target, { ...fault, times });
    else this.#faults.delete(target);
    return fault;
  }
}

/** Reads `{target, mode, ms?, status?, times?}`; undefined when it is anything else. */
export function parseFault(
  body: unknown,
): { readonly target: FaultTarget; readonly fault: Fault } | undefined {
  if (!isObject(body)) return undefined;
  const target = FAULT_TARGETS.find((known) => known === body['target']);
  const mode = FAULT_MODES.find((known) => known === body['mode']);
  const ms = count(body['ms'], 0, 600_000);
  const status = count(body['status'], 400, 599);
  const times = count(body['times'], 1, 1_000_000);
  if (target === undefined || mode === undefined) return undefined;
  if (ms === 'wrong' || status === 'wrong' || times === 'wrong') return undefined;
  return {
    target,
    fault: {
      mode,
      ...(ms === undefined ? {} : { ms }),
      ...(status === undefined ? {} : { status }),
      ...(times === undefined ? {} : { times }),
    },
  };
}

function count(value: unknown, from: number, to: number): number | undefined | 'wrong' {
  if (value === undefined) return undefined;
  return typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to
    ? value
    : 'wrong';
}
