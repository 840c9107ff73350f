import fc from 'fast-check';
import { parseCondition } from '#shared/contracts/settings/condition-text.ts';
import type { Condition, Fact, Facts, Operand } from '#shared/domain/condition.ts';
import { FACTS, type FactDescription } from '#shared/domain/facts.ts';
import type { Policy, RejectionRule, ScoreTerm } from '#shared/domain/policy.ts';
import { aPolicy } from './a-policy.ts';

/** Few values, so that what a rule asks for is often what a lead says. */
const TEXTS = ['', 'директор', 'Ведущий  Инженер', 'ищу работу, ещё реферат 👋', 'RU-MOW', '7707083893'];
const NUMBERS = [0, 1, 59, 60, 49_999, 50_000, 1_000_000];
const WORDS = ['inn', 'honeypot', 'Дирек', 'РАБОТУ', 'еще', 'инженер'];
const PATTERNS = ['^Вед.*нер$', '[0-9]{4}', 'директор|работ', '^$'];
const COMPARISONS = ['==', '!=', '<', '<=', '>', '>='] as const;

const DESCRIBED: readonly (readonly [string, FactDescription])[] = Object.entries(FACTS);

/** Every fact with a value of its type: a lead of which everything is known. */
export const completeFacts: fc.Arbitrary<Facts> = fc.record(
  Object.fromEntries(DESCRIBED.map(([path, description]) => [path, valueOf(description)])),
);

/** What of it somebody knows. */
export const knownPaths: fc.Arbitrary<readonly string[]> = fc.subarray(DESCRIBED.map(([path]) => path));

/** Conditions publishing would accept, as far as the types of facts go. */
export const conditions = treesOf(
  fc.oneof({ weight: 6, arbitrary: questions() }, { weight: 1, arbitrary: known() }),
);

/** The same without `has`, whose answer is not kept when more becomes known. */
export const conditionsWithoutHas = treesOf(questions());

export const policies = policiesOf(conditions);
export const policiesWithoutHas = policiesOf(conditionsWithoutHas);

/** The facts a condition asks about, `has` included. */
export function pathsOf(part: Condition | Operand): readonly string[] {
  switch (part.op) {
    case 'and':
    case 'or':
      return part.of.flatMap(pathsOf);
    case 'not':
    case 'size':
    case 'lower':
      return pathsOf(part.of);
    case 'compare':
      return [...pathsOf(part.left), ...pathsOf(part.right)];
    case 'in':
      return [...pathsOf(part.value), ...pathsOf(part.list)];
    case 'text':
      return [...pathsOf(part.text), ...pathsOf(part.part)];
    case 'mentions':
      return [...pathsOf(part.text), ...pathsOf(part.words)];
    case 'matches':
      return pathsOf(part.text);
    case 'is':
      return pathsOf(part.fact);
    case 'known':
    case 'fact':
      return [part.path];
    case 'literal':
      return [];
  }
}

export function only(facts: Facts, paths: readonly string[]): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([path]) => paths.includes(path)));
}

function valueOf({ type, values }: FactDescription): fc.Arbitrary<Fact> {
  switch (type) {
    case 'string':
      return fc.constantFrom(...(values ?? TEXTS));
    case 'number':
      return fc.constantFrom(...NUMBERS);
    case 'boolean':
      return fc.boolean();
    case 'list':
      return fc.subarray(WORDS);
  }
}

function factOf(type: FactDescription['type']): fc.Arbitrary<Operand> {
  const paths = DESCRIBED.filter(([, described]) => described.type === type).map(([path]) => path);
  return fc.constantFrom(...paths).map((path) => ({ op: 'fact', path }));
}

function literalOf(value: fc.Arbitrary<Fact | readonly number[]>): fc.Arbitrary<Operand> {
  return value.map((one) => ({ op: 'literal', value: one }));
}

function known(): fc.Arbitrary<Condition> {
  return fc.constantFrom(...DESCRIBED).map(([path]) => ({ op: 'known', path }));
}

/** One of each kind of question, about facts of the type it takes. */
function questions(): fc.Arbitrary<Condition> {
  const text = fc.oneof(
    fc.constantFrom<Operand>({ op: 'fact', path: 'need.role' }, { op: 'fact', path: 'need.message' }),
    factOf('string'),
    factOf('string').map((of): Operand => ({ op: 'lower', of })),
  );
  const number = fc.oneof(
    factOf('number'),
    fc.oneof(factOf('string'), factOf('list')).map((of): Operand => ({ op: 'size', of })),
  );
  const words = literalOf(fc.subarray(WORDS, { minLength: 1 }));
  const someText = literalOf(fc.constantFrom(...TEXTS, 'active', 'individual', 'company', 'form'));
  const someNumber = fc.oneof(literalOf(fc.constantFrom(...NUMBERS)), factOf('number'));
  const yesOrNo = literalOf(fc.boolean());
  const by = fc.constantFrom(...COMPARISONS);
  const equality = fc.constantFrom('==' as const, '!=' as const);
  const side = fc.constantFrom('contains' as const, 'startsWith' as const, 'endsWith' as const);
  return fc.oneof(
    factOf('boolean').map((fact): Condition => ({ op: 'is', fact })),
    fc.record({ op: the('compare'), by, left: number, right: someNumber }),
    fc.record({ op: the('compare'), by: equality, left: text, right: fc.oneof(someText, factOf('string')) }),
    fc.record({ op: the('compare'), by: equality, left: factOf('boolean'), right: yesOrNo }),
    fc.record({ op: the('in'), value: text, list: literalOf(fc.subarray(TEXTS)) }),
    fc.record({ op: the('in'), value: someText, list: factOf('list') }),
    fc.record({ op: the('in'), value: number, list: literalOf(fc.subarray(NUMBERS)) }),
    fc.record({ op: the('text'), by: side, text, part: someText }),
    fc.record({ op: the('mentions'), text, words: fc.oneof(words, factOf('list')) }),
    fc.constantFrom(...PATTERNS).map(matching),
  );
}

function the<const Op extends Condition['op']>(op: Op): fc.Arbitrary<Op> {
  return fc.constant(op);
}

/** Patterns are programs, so they come from where policies get them. */
function matching(pattern: string): Condition {
  const reading = parseCondition(`need.role.matches(${JSON.stringify(pattern)})`, FACTS);
  if (reading.outcome === 'faulty') throw new Error(JSON.stringify(reading.faults));
  return reading.condition;
}

function treesOf(leaf: fc.Arbitrary<Condition>): fc.Arbitrary<Condition> {
  return fc.letrec<{ tree: Condition }>((tie) => {
    const several = fc.array(tie('tree'), { minLength: 1, maxLength: 3 });
    return {
      tree: fc.oneof(
        { depthSize: 'small' },
        leaf,
        tie('tree').map((of): Condition => ({ op: 'not', of })),
        several.map((of): Condition => ({ op: 'and', of })),
        several.map((of): Condition => ({ op: 'or', of })),
      ),
    };
  }).tree;
}

/** Codes count the rules and steps; points may be above the cap, as nothing but publishing keeps them below it. */
function policiesOf(when: fc.Arbitrary<Condition>): fc.Arbitrary<Policy> {
  const text = { ru: 'да', en: 'yes' };
  const rejections = fc
    .array(when, { maxLength: 5 })
    .map((all) => all.map((one, index): RejectionRule => ({ code: `rule-${index}`, when: one, text })));
  const steps = fc
    .array(fc.record({ when, points: fc.nat(40) }), { minLength: 1, maxLength: 4 })
    .map((all) => all.map((one, index) => ({ ...one, code: `step-${index}`, text })));
  const term = (code: ScoreTerm['code']) => fc.record({ code: fc.constant(code), cap: fc.nat(30), steps });
  const score = fc.tuple(term('budget'), term('authority'), term('need'), term('timeline'));
  const version = fc.integer({ min: 1, max: 99 });
  const bands = fc.tuple(fc.integer({ min: 30, max: 60 }), fc.integer({ min: 1, max: 29 }));
  return fc.record({ rejections, score, version, bands }).map(({ bands: [a, b], ...rules }) => ({
    ...aPolicy(),
    ...rules,
    grades: [
      { grade: 'A', from: a },
      { grade: 'B', from: b },
      { grade: 'C', from: 0 },
    ],
  }));
}
