/**
 * A fact about a lead: what a policy may ask about. Absent means nobody knows,
 * which is neither zero nor false.
 */
export type Fact = string | number | boolean | readonly string[];
export type Facts = Readonly<Record<string, Fact | undefined>>;

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** A value inside a condition. Fact paths are flat names with dots, `counterparty.region`. */
export type Operand =
  | { readonly op: 'fact'; readonly path: string }
  | { readonly op: 'literal'; readonly value: Fact | readonly number[] }
  | { readonly op: 'size'; readonly of: Operand }
  | { readonly op: 'lower'; readonly of: Operand };

/**
 * A condition as a tree. Policies write it as CEL; publishing checks it and turns it into this,
 * so that judging needs no parser and cannot do more than is listed here.
 */
export type Condition =
  | { readonly op: 'and' | 'or'; readonly of: readonly Condition[] }
  | { readonly op: 'not'; readonly of: Condition }
  | { readonly op: 'compare'; readonly by: Comparison; readonly left: Operand; readonly right: Operand }
  | { readonly op: 'in'; readonly value: Operand; readonly list: Operand }
  | {
      readonly op: 'text';
      readonly by: 'contains' | 'startsWith' | 'endsWith';
      readonly text: Operand;
      readonly part: Operand;
    }
  | { readonly op: 'mentions'; readonly text: Operand; readonly words: Operand }
  | { readonly op: 'known'; readonly path: string }
  | { readonly op: 'is'; readonly fact: Operand };

/** Three-valued: `unknown` names the facts that would have been needed. */
export type Truth =
  | { readonly truth: true }
  | { readonly truth: false }
  | { readonly truth: 'unknown'; readonly missing: readonly string[] };
