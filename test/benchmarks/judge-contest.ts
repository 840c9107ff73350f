import { Engine, type Event } from 'json-rules-engine';
import { isDeepStrictEqual } from 'node:util';
import type { Facts } from '#shared/domain/condition.ts';
import { judge } from '#shared/domain/judge.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { fold } from '#shared/domain/mention.ts';
import type { Policy } from '#shared/domain/policy.ts';
import { REJECTIONS, STEPS, type RuleForBoth } from './judge-rules.ts';

/** What both must come to about a lead. */
export interface Decision {
  readonly reasons: readonly string[];
  /** Absent for a rejected lead. */
  readonly total?: number;
}

/**
 * json-rules-engine as whoever wants it fast would use it: its rules are added once, words are folded before, the facts
 * come ready-made, and the steps of the score are only asked when no rule rejects.
 */
export class JsonRules {
  readonly #rejections = toEngine(REJECTIONS);
  readonly #steps = toEngine(STEPS);

  async run(
    facts: Facts,
  ): Promise<{ readonly rejections: readonly Event[]; readonly steps: readonly Event[] }> {
    const { events: rejections } = await this.#rejections.run(facts);
    if (rejections.length > 0) return { rejections, steps: [] };
    const { events: steps } = await this.#steps.run(facts);
    return { rejections, steps };
  }

  /** Its events as a decision: which step of a term comes first is for the caller to find. */
  async decide(facts: Facts): Promise<Decision> {
    const { rejections, steps } = await this.run(facts);
    const reasons = REJECTIONS.map(({ code }) => code).filter((code) => hasHappened(code, rejections));
    if (reasons.length > 0) return { reasons };
    const holding = STEPS.filter(({ code }) => hasHappened(code, steps));
    const first = holding.filter(
      (one, index) => holding.findIndex(({ term }) => term === one.term) === index,
    );
    return { reasons, total: first.reduce((sum, { points }) => sum + points, 0) };
  }
}

/** Throws when a lead is judged otherwise by the two: then they would not do the same work. */
export async function proveAgreement(
  leads: readonly Lead[],
  facts: readonly Facts[],
  policy: Policy,
  rules: JsonRules,
): Promise<{ readonly rejected: number }> {
  let rejected = 0;
  for (const [index, lead] of leads.entries()) {
    const { verdict, score } = judge(lead, policy);
    const ours: Decision = {
      reasons: verdict.reasons,
      ...(score === undefined ? {} : { total: score.total }),
    };
    const theirs = await rules.decide(facts[index] ?? {});
    if (!isDeepStrictEqual(ours, theirs))
      throw new Error(`lead ${index}: ${JSON.stringify(ours)} is not ${JSON.stringify(theirs)}`);
    if (verdict.outcome === 'rejected') rejected += 1;
  }
  return { rejected };
}

function hasHappened(code: string, events: readonly Event[]): boolean {
  return events.some(({ type }) => type === code);
}

function toEngine(rules: readonly RuleForBoth[]): Engine {
  const engine = new Engine([], { allowUndefinedFacts: true });
  engine.addOperator<unknown, number>('longerThan', (value, size) => hasLength(value) && value.length > size);
  engine.addOperator<unknown, boolean>('isKnown', (value, known) => (value !== undefined) === known);
  engine.addOperator<unknown, readonly string[]>('mentions', (value, words) => {
    if (typeof value !== 'string') return false;
    const folded = fold(value);
    return words.some((word) => folded.includes(word));
  });
  for (const { code, theirs } of rules) engine.addRule({ conditions: theirs, event: { type: code } });
  return engine;
}

function hasLength(value: unknown): value is string | readonly unknown[] {
  return typeof value === 'string' || Array.isArray(value);
}
