import fc from 'fast-check';
import type { Comparison, Condition, Facts, Operand } from '#shared/domain/condition.ts';

/** Facts of few values, so that conditions over them meet every border. */
export const someFacts: fc.Arbitrary<Facts> = fc.record({
  'need.budgetRub': fc.option(fc.constantFrom(-1, 0, 1, 1.5, 2, 2.5, 3, 4), { nil: undefined }),
  'counterparty.status': fc.option(
    fc.constantFrom('active', 'liquidating', 'liquidated', 'bankrupt', 'reorganizing'),
    { nil: undefined },
  ),
  'requisites.hasFault': fc.option(fc.boolean(), { nil: undefined }),
  'need.role': fc.option(fc.constantFrom('', 'a', 'CEO', 'директор'), { nil: undefined }),
  'spam.signs': fc.option(fc.constantFrom([], ['x'], ['x', 'y']), { nil: undefined }),
});

const fact = (path: string): Operand => ({ op: 'fact', path });
const literal = (value: string | number | boolean | string[] | number[]): Operand => ({
  op: 'literal',
  value,
});
const budget = fact('need.budgetRub');
const status = fact('counterparty.status');
const role = fact('need.role');

const comparison = fc.constantFrom<Comparison>('==', '!=', '<', '<=', '>', '>=');
const equality = fc.constantFrom<Comparison>('==', '!=');
const limit = fc.constantFrom(0, 1, 2, 3).map(literal);
const state = fc.constantFrom('active', 'bankrupt', 'liquidated');

const part: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ op: fc.constant('compare'), by: comparison, left: fc.constant(budget), right: limit }),
  fc.record({ op: fc.constant('compare'), by: comparison, left: limit, right: fc.constant(budget) }),
  fc.record({
    op: fc.constant('compare'),
    by: comparison,
    left: fc.constant<Operand>({ op: 'size', of: role }),
    right: limit,
  }),
  fc.record({
    op: fc.constant('compare'),
    by: equality,
    left: fc.constant<Operand>({ op: 'lower', of: role }),
    right: fc.constantFrom('ceo', 'a').map(literal),
  }),
  fc.record({
    op: fc.constant('compare'),
    by: equality,
    left: fc.constant(status),
    right: state.map(literal),
  }),
  fc.record({
    op: fc.constant('in'),
    value: fc.constant(status),
    list: fc.uniqueArray(state, { minLength: 1 }).map(literal),
  }),
  fc.record({
    op: fc.constant('in'),
    value: fc.constant(budget),
    list: fc.uniqueArray(fc.constantFrom(1, 2, 3), { minLength: 1 }).map(literal),
  }),
  fc.constantFrom<Condition>(
    { op: 'in', value: literal('x'), list: fact('spam.signs') },
    { op: 'mentions', text: role, words: literal(['дирек']) },
    { op: 'text', by: 'contains', text: role, part: literal('E') },
    { op: 'is', fact: fact('requisites.hasFault') },
    { op: 'is', fact: literal(true) },
    { op: 'known', path: 'need.budgetRub' },
    { op: 'known', path: 'need.role' },
    { op: 'compare', by: '==', left: fact('requisites.hasFault'), right: literal(false) },
  ),
);

export const someCondition: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthSize: 'large' },
    part,
    fc.record({
      op: fc.constantFrom('and', 'and', 'or'),
      of: fc.array(tie('condition'), { minLength: 2, maxLength: 4 }),
    }),
    fc.record({ op: fc.constant('not'), of: tie('condition') }),
  ),
})).condition;
