import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, type Condition, type Facts, type Operand, type Truth } from '#shared/domain/condition.ts';

const fact = (path: string): Operand => ({ op: 'fact', path });
const literal = (value: string | number | boolean | readonly string[] | readonly number[]): Operand => ({
  op: 'literal',
  value,
});
const is = (path: string): Condition => ({ op: 'is', fact: fact(path) });
const not = (of: Condition): Condition => ({ op: 'not', of });
const all = (...of: Condition[]): Condition => ({ op: 'and', of });
const any = (...of: Condition[]): Condition => ({ op: 'or', of });

/** `yes` is true, `no` is false, every other path is absent. */
const FACTS: Facts = { yes: true, no: false };

function truthOf(condition: Condition, facts: Facts = FACTS): Truth['truth'] {
  return evaluate(condition, facts).truth;
}

describe('three-valued logic', () => {
  it.each([
    ['yes', 'yes', true, true],
    ['yes', 'no', false, true],
    ['yes', 'who-knows', 'unknown', true],
    ['no', 'yes', false, true],
    ['no', 'no', false, false],
    ['no', 'who-knows', false, 'unknown'],
    ['who-knows', 'yes', 'unknown', true],
    ['who-knows', 'no', false, 'unknown'],
    ['who-knows', 'who-knows', 'unknown', 'unknown'],
  ])('combines %s with %s: and %s, or %s', (one, other, and, or) => {
    expect(truthOf(all(is(one), is(other)))).toBe(and);
    expect(truthOf(any(is(one), is(other)))).toBe(or);
  });

  it('negates what is known and leaves the unknown unknown', () => {
    expect(truthOf(not(is('yes')))).toBe(false);
    expect(truthOf(not(is('no')))).toBe(true);
    expect(truthOf(not(is('who-knows')))).toBe('unknown');
  });

  it('names every missing fact once, in the order they are asked for', () => {
    const result = evaluate(all(is('b'), is('yes'), any(is('a'), is('no')), is('b')), FACTS);

    expect(result).toEqual({ truth: 'unknown', missing: ['b', 'a'] });
  });

  it('holds to De Morgan whatever is known', () => {
    fc.assert(
      fc.property(conditions, conditions, facts, (one, other, known) => {
        expect(truthOf(not(all(one, other)), known)).toBe(truthOf(any(not(one), not(other)), known));
        expect(truthOf(not(any(one, other)), known)).toBe(truthOf(all(not(one), not(other)), known));
      }),
    );
  });

  it('never changes a decided answer when more becomes known', () => {
    fc.assert(
      fc.property(questions, facts, facts, (condition, known, more) => {
        const before = truthOf(condition, known);
        if (before !== 'unknown') expect(truthOf(condition, { ...more, ...known })).toBe(before);
      }),
    );
  });
});

describe('a condition about facts', () => {
  const facts: Facts = {
    budget: 50_000,
    region: 'RU-MOW',
    message: 'Ищу  РАБОТУ,\nещё реферат 👋',
    signs: ['honeypot'],
    none: [],
  };

  it.each([
    ['==', 50_000, true],
    ['==', 49_999, false],
    ['!=', 50_000, false],
    ['<', 50_000, false],
    ['<', 50_001, true],
    ['<=', 50_000, true],
    ['<=', 49_999, false],
    ['>', 50_000, false],
    ['>', 49_999, true],
    ['>=', 50_000, true],
    ['>=', 50_001, false],
  ] as const)('compares numbers: 50000 %s %s is %s', (by, value, truth) => {
    expect(truthOf({ op: 'compare', by, left: fact('budget'), right: literal(value) }, facts)).toBe(truth);
  });

  it('takes values of unlike types for unequal, and for ordered neither way', () => {
    const compare = (by: '==' | '<' | '<=' | '>' | '>='): Truth['truth'] =>
      truthOf({ op: 'compare', by, left: fact('region'), right: literal(5) }, facts);

    expect([compare('=='), compare('<'), compare('<='), compare('>'), compare('>=')]).toEqual(
      Array(5).fill(false),
    );
  });

  it('finds values in lists, literal ones and those that are facts', () => {
    expect(truthOf({ op: 'in', value: fact('region'), list: literal(['RU-MOW']) }, facts)).toBe(true);
    expect(truthOf({ op: 'in', value: fact('region'), list: literal(['RU-KAM']) }, facts)).toBe(false);
    expect(truthOf({ op: 'in', value: fact('budget'), list: literal([1, 50_000]) }, facts)).toBe(true);
    expect(truthOf({ op: 'in', value: literal('honeypot'), list: fact('signs') }, facts)).toBe(true);
    expect(evaluate({ op: 'in', value: fact('okved'), list: fact('lists') }, facts)).toEqual({
      truth: 'unknown',
      missing: ['okved', 'lists'],
    });
  });

  it('finds words in any case, with ё as е, over line breaks, and inside longer words', () => {
    const mentions = (...words: string[]): Truth['truth'] =>
      truthOf({ op: 'mentions', text: fact('message'), words: literal(words) }, facts);

    expect(mentions('ищу работу')).toBe(true);
    expect(mentions('ЕЩЕ')).toBe(true);
    expect(mentions('вакансия', 'РЕФЕР')).toBe(true);
    expect(mentions('вакансия')).toBe(false);
    expect(mentions('')).toBe(false);
  });

  it('finds words in the same text for everybody who asks', () => {
    const mentions = (word: string): Condition => ({
      op: 'mentions',
      text: fact('message'),
      words: literal([word]),
    });

    expect(truthOf(any(mentions('вакансия'), mentions('ваканси'), mentions('Реферат')), facts)).toBe(true);
    expect(truthOf(all(mentions('РАБОТУ'), mentions('еще'), not(mentions('вакансия'))), facts)).toBe(true);
  });

  it('compares parts of texts as they are written', () => {
    const text = (by: 'contains' | 'startsWith' | 'endsWith', part: string): Truth['truth'] =>
      truthOf({ op: 'text', by, text: fact('region'), part: literal(part) }, facts);

    expect([text('startsWith', 'RU-'), text('endsWith', 'MOW'), text('contains', '-M')]).toEqual([
      true,
      true,
      true,
    ]);
    expect([text('startsWith', 'ru-'), text('endsWith', 'RU'), text('contains', 'KAM')]).toEqual([
      false,
      false,
      false,
    ]);
    const lower: Operand = { op: 'lower', of: fact('region') };
    expect(truthOf({ op: 'text', by: 'startsWith', text: lower, part: literal('ru-') }, facts)).toBe(true);
  });

  it('counts characters the way people do, and entries of lists', () => {
    const size = (path: string, value: number): Truth['truth'] =>
      truthOf(
        { op: 'compare', by: '==', left: { op: 'size', of: fact(path) }, right: literal(value) },
        facts,
      );

    expect(size('message', 26)).toBe(true);
    expect(size('signs', 1)).toBe(true);
    expect(size('none', 0)).toBe(true);
    expect(size('absent', 0)).toBe('unknown');
  });

  it('always knows whether a fact is known, even a false or an empty one', () => {
    const known: Facts = { no: false, zero: 0, empty: '' };

    expect(['no', 'zero', 'empty', 'absent'].map((path) => truthOf({ op: 'known', path }, known))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});

const paths = ['a', 'b', 'c'] as const;
const facts = fc.record({ a: fc.boolean(), b: fc.boolean(), c: fc.boolean() }, { requiredKeys: [] });
/** Over the given leaves; `known` is left out where more knowledge must not change an answer. */
function treesOf(leaves: readonly ((path: string) => Condition)[]): fc.Arbitrary<Condition> {
  const leaf = fc.oneof(...leaves.map((toLeaf) => fc.constantFrom(...paths).map(toLeaf)));
  return fc.letrec<{ tree: Condition }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      leaf,
      tie('tree').map(not),
      fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((of) => all(...of)),
      fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((of) => any(...of)),
    ),
  })).tree;
}

const conditions = treesOf([is, (path) => ({ op: 'known', path })]);
const questions = treesOf([is]);
