import type { Sentence } from '#shared/domain/language.ts';
import type { Judgement, Policy } from '#shared/domain/policy.ts';
import type { SettingsFault } from './fault.ts';

/** How one example of a policy came out. */
export interface ExampleResult {
  readonly name: string;
  readonly line: number;
  readonly asExpected: boolean;
  /** What came out instead, and which rule decided; absent where it came out as expected. */
  readonly message?: Sentence;
  readonly judgement: Judgement;
}

/**
 * A policy somebody is writing, checked as far as it can be: its examples are run as soon as the rules can be read,
 * and a failing one is a fault as well.
 */
export type CheckedDraft =
  | {
      readonly outcome: 'ok';
      readonly content: Omit<Policy, 'version'>;
      readonly faults: readonly [];
      readonly examples: readonly ExampleResult[];
    }
  | {
      readonly outcome: 'faulty';
      readonly faults: readonly SettingsFault[];
      readonly examples: readonly ExampleResult[];
    };
