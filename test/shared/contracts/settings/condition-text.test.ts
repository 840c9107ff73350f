import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCondition } from '#shared/contracts/settings/condition-text.ts';
import { evaluate, type Facts } from '#shared/domain/condition.ts';
import { FACTS, SCORE_FACTS } from '#shared/domain/facts.ts';

function truthOf(text: string, facts: Facts) {
  const reading = parseCondition(text, FACTS);
  if (reading.outcome === 'faulty') throw new Error(`${text}: ${JSON.stringify(reading.faults)}`);
  return evaluate(reading.condition, facts).truth;
}

function faultsOf(text: string) {
  const reading = parseCondition(text, FACTS);
  return reading.outcome === 'faulty' ? reading.faults : [];
}

describe('a condition in CEL', () => {
  const facts: Facts = {
    'lead.kind': 'form',
    'need.budgetRub': 60_000,
    'need.message': 'Ищу РАБОТУ',
    'requisites.hasFault': false,
    'counterparty.region': 'RU-KAM',
    'spam.signs': ['honeypot', 'many-links'],
  };

  it.each([
    ['need.budgetRub < 50000', false],
    ['need.budgetRub >= 50000.5', true],
    ['need.budgetRub > -1', true],
    ['50000 < need.budgetRub', true],
    ['need.budgetRub in [60000, 70000]', true],
    ['requisites.hasFault', false],
    ['!requisites.hasFault', true],
    ['requisites.hasFault == false', true],
    ['counterparty.region in ["RU-KGD", "RU-KAM"]', true],
    ['"honeypot" in spam.signs', true],
    ['size(spam.signs) == 2 && spam.signs.size() > 1', true],
    ['mentions(need.message, ["ищу работу"])', true],
    ['need.message.contains("РАБОТУ")', true],
    ['need.message.lower().startsWith("ищу")', true],
    ['counterparty.region.lowerAscii().endsWith("kam")', true],
    ['lower(counterparty.region) == "ru-kam"', true],
    ['need.message.matches("(?i)\\\\bработ(а|у)\\\\b")', true],
    ['need.message.matches("(?i)\\\\bработ\\\\b")', false],
    ['matches(need.message, r"^Ищу\\s")', true],
    ['need.message.lower().matches("^ищу работу$")', true],
    ['need.role.matches("x")', 'unknown'],
    ['has(need.budgetRub) && !has(need.role)', true],
    ['need.role == "director"', 'unknown'],
    ['need.role == "director" || lead.kind == "form"', true],
    ['lead.kind == "form" && (need.role == "x" || need.budgetRub > 1) // why', true],
    ['true', true],
  ])('%s is %s', (text, truth) => {
    expect(truthOf(text, facts)).toBe(truth);
  });

  it('keeps a chain of operators one level, whatever its length', () => {
    const reading = parseCondition('lead.kind == "form" && requisites.hasFault && has(need.role)', FACTS);

    expect(reading).toMatchObject({
      condition: { op: 'and', of: [{ op: 'compare' }, { op: 'is' }, { op: 'known' }] },
    });
  });

  it('survives being stored as JSON', () => {
    const reading = parseCondition('need.budgetRub in [-1, 2.5] && mentions(need.message, ["ё"])', FACTS);

    expect(JSON.parse(JSON.stringify(reading))).toEqual(reading);
  });
});

describe('a refused condition', () => {
  it.each([
    ['need.message.matches("(a)\\\\1")', 'not-allowed', 'Back references'],
    ['need.message.matches("(a")', 'bad-pattern', 'Unterminated group'],
    ['need.message.matches("a{501}")', 'too-complex', '500'],
    ['need.message.matches(need.role)', 'not-constant', 'in quotes'],
    ['need.message.matches("a", "b")', 'wrong-arguments', '1'],
    ['need.budgetRub.matches("5")', 'wrong-type', ''],
    ['"abc".matches("a")', 'constant', ''],
    ['need.budgetRub < 5 && need.budgetRub > 10', 'never', 'need.budgetRub'],
    ['need.message.matches("(?:x?){200}y")', 'too-costly', 'ms'],
    ['spam.signs.exists(sign, sign == "x")', 'not-allowed', 'exists'],
    ['spam.signs.all(sign, sign == "x")', 'not-allowed', 'all'],
    ['[1, 2].map(x, x * 2) == [2]', 'not-allowed', ''],
    ['requisites.hasFault ? true : false', 'not-allowed', '? :'],
    ['need.budgetRub + 1 > 2', 'not-allowed', 'Arithmetic'],
    ['need.budgetRub * 2 > 2', 'not-allowed', 'Arithmetic'],
    ['-need.budgetRub < 0', 'not-allowed', 'Arithmetic'],
    ['{"a": 1} == {"a": 1}', 'not-allowed', 'Maps'],
    ['spam.signs[0] == "x"', 'not-allowed', 'brackets'],
    ['need.role == null', 'not-allowed', 'has('],
    ['need.budgetRub == 1u', 'not-allowed', 'plain numbers'],
    ['need.role == b"x"', 'not-allowed', 'quoted texts'],
    ['need.budgetRub < 99999999999999999999', 'out-of-range', 'too big'],
    ['need.budgetRub < "50000"', 'wrong-type', 'a number and a text'],
    ['need.role', 'wrong-type', 'a text and a yes or no'],
    ['need.budgetRub', 'wrong-type', 'a number and a yes or no'],
    ['!need.role', 'wrong-type', ''],
    ['requisites.hasFault < true', 'not-ordered', '<'],
    ['need.role < "b"', 'not-ordered', '<'],
    ['spam.signs == ["a"]', 'list-comparison', 'in'],
    ['need.role in [1, 2]', 'wrong-type', ''],
    ['need.role in []', 'empty-list', 'never fire'],
    ['need.role in ["a", 1]', 'mixed-list', ''],
    ['"x" in need.role', 'not-a-list', 'contains'],
    ['mentions(need.role, "x")', 'wrong-type', ''],
    ['mentions(need.role, ["x", " "])', 'empty-word', ''],
    ['mentions(need.role)', 'wrong-arguments', '2'],
    ['has(need.role, need.product)', 'wrong-arguments', '1'],
    ['has("x")', 'not-a-fact', ''],
    ['has(size(need.role))', 'not-a-fact', ''],
    ['size(need.budgetRub) > 1', 'wrong-type', ''],
    ['size("abc") > 1', 'constant', ''],
    ['1 == 1', 'constant', ''],
    ['"a" in ["a"]', 'constant', ''],
    ['false', 'never', 'never fire'],
    ['score.grade == "A"', 'unknown-fact', ''],
    ['need.budget < 1', 'unknown-fact', 'need.budgetRub'],
    ['budgetRub < 1', 'unknown-fact', 'need.budgetRub'],
    ['counterparty.statuss == "x"', 'unknown-fact', 'counterparty.status'],
    ['counterparty.status == "liqudated"', 'unknown-value', 'liquidated'],
    ['counterparty.status in ["active", "bankrot"]', 'unknown-value', 'bankrupt'],
    ['mention(need.role, ["x"])', 'unknown-function', 'mentions'],
    ['need.role.startWith("x")', 'unknown-function', 'startsWith'],
    ['need.budgetRub <', 'syntax', 'breaks off'],
    ['need.budgetRub << 5', 'syntax', '<'],
    ['need.role == "x', 'syntax', 'quotation'],
    ['бюджет < 5', 'syntax', 'бюджет'],
    ['', 'syntax', 'empty'],
  ])('%s: %s', (text, code, hint) => {
    const [fault] = faultsOf(text);

    expect(fault?.code).toBe(code);
    expect(fault?.message.en).toContain(hint);
    expect(fault?.message.ru).toMatch(/[а-яё]/i);
  });

  it.each([
    'lead.constructor',
    '__proto__',
    'lead.__proto__.x',
    'constructor',
    'toString',
    'process.env',
    'need.message.toString()',
    'hasOwnProperty("x")',
  ])('reaches nothing outside the list of facts: %s', (text) => {
    expect(faultsOf(`${text} == "x"`)).not.toEqual([]);
    expect(faultsOf(text)).not.toEqual([]);
  });

  it('tells every fault with its place', () => {
    const faults = faultsOf('need.budgett < 1 && need.role == 5');

    expect(faults.map(({ code, offset }) => [code, offset])).toEqual([
      ['unknown-fact', 0],
      ['wrong-type', 20],
    ]);
  });

  it.each([
    ['nesting', `${'('.repeat(40)}requisites.hasFault${')'.repeat(40)}`],
    ['endless negation', `${'!'.repeat(15_000)}requisites.hasFault`],
    ['alternating levels', alternate(40)],
    ['operations', Array(201).fill('requisites.hasFault').join(' && ')],
    ['list', `need.role in [${Array(501).fill('"a"').join(',')}]`],
    ['length', `need.role == "${'a'.repeat(20_001)}"`],
  ])('is too large: %s', (_what, text) => {
    expect(faultsOf(text).map(({ code }) => code)).toEqual(['too-complex']);
  });

  it('may have 500 words and 50 comparisons', () => {
    const words = Array.from({ length: 500 }, (_, index) => `"слово ${index}"`).join(', ');
    const comparisons = Array(50).fill('need.budgetRub > 1').join(' || ');

    expect(faultsOf(`mentions(need.message, [${words}])`)).toEqual([]);
    expect(faultsOf(comparisons)).toEqual([]);
  });

  it('never throws and never hangs, whatever is written', () => {
    const piece = fc.constantFrom(
      'need.role',
      '"x"',
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      '!',
      '-',
      '&&',
      '||',
      '==',
      '<',
      'in',
      'has(',
      'size(',
      'mentions(',
      '.',
      ',',
      '?',
      ':',
      '5',
      'null',
      '__proto__',
      'matches(',
      '\\',
      '"',
      '\u0000',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(' ')),
        ),
        (text) => {
          const reading = parseCondition(text, { ...FACTS, ...SCORE_FACTS });
          if (reading.outcome === 'ok') evaluate(reading.condition, {});
          else expect(reading.faults.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

function alternate(levels: number): string {
  return Array.from({ length: levels }).reduce<string>(
    (inner, _, level) => `!(requisites.hasFault ${level % 2 === 0 ? '&&' : '||'} ${inner})`,
    'requisites.hasFault',
  );
}
