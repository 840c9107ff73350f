import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCondition } from '#shared/contracts/settings/condition-text.ts';
import { factsOf, toCel } from '#shared/domain/condition-text.ts';
import type { Condition } from '#shared/domain/condition.ts';
import { FACTS } from '#shared/domain/facts.ts';

function parsed(text: string): Condition {
  const reading = parseCondition(text, FACTS);
  if (reading.outcome === 'faulty') throw new Error(`${text}: ${JSON.stringify(reading.faults)}`);
  return reading.condition;
}

describe('a condition printed', () => {
  it.each([
    'need.budgetRub < 300000',
    'need.budgetRub in [-1, 2.5]',
    '!requisites.hasFault',
    '!(need.budgetRub < 1)',
    '!(call.missed && call.talkSeconds > 5)',
    'call.missed && (lead.kind == "call" || !has(contact.phone))',
    'call.missed && requisites.hasFault || contact.hasName',
    '"honeypot" in spam.signs && size(spam.signs) >= 2',
    'need.message.lower().startsWith("ищу")',
    'mentions(need.message, ["ваканси", "резюме \\"x\\""])',
    'requisites.hasFault == false',
    'size(need.message) > 10',
    'need.message.matches(r"ваканс\\w+")',
    'need.role.matches("(?i)^ceo")',
    'true',
  ])('is the text it was read from: %s', (text) => {
    expect(toCel(parsed(text))).toBe(text);
  });

  it('leaves out the brackets and comments nobody needs', () => {
    const text = '((call.missed) && (contact.hasName)) || lower(need.role) == "ceo" // why';

    expect(toCel(parsed(text))).toBe('call.missed && contact.hasName || need.role.lower() == "ceo"');
  });

  it('reads back as the same condition, whatever it is', () => {
    fc.assert(
      fc.property(aCondition, (text) => {
        const reading = parseCondition(text, FACTS);
        // What contradicts itself, or always holds, is not let through.
        fc.pre(reading.outcome === 'ok');
        if (reading.outcome === 'ok') expect(parsed(toCel(reading.condition))).toEqual(reading.condition);
      }),
    );
  });
});

describe('the facts of a condition', () => {
  it('are told once each, in the order of the text', () => {
    const text =
      'need.budgetRub < 5 || !(size(need.message) > 3 && has(need.role)) || need.budgetRub in [7] || call.missed';

    expect(factsOf(parsed(text))).toEqual(['need.budgetRub', 'need.message', 'need.role', 'call.missed']);
  });
});

const aText = fc
  .string({ unit: 'binary', maxLength: 12 })
  .filter((text) => text.trim() !== '')
  .map(
    (text) =>
      `"${text.replace(/["\\\p{Cc}]/gu, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`,
  );
const aNumber = fc
  .oneof(fc.integer(), fc.double({ min: -1e9, max: 1e9, noNaN: true }))
  .map((one) => (Object.is(one, -0) ? '-0' : one.toFixed(Number.isInteger(one) ? 0 : 6)));
const aLeaf = fc.oneof(
  fc.constantFrom('call.missed', 'has(need.role)', 'requisites.hasFault == true', 'true'),
  fc
    .tuple(fc.constantFrom('==', '!=', '<', '<=', '>', '>='), aNumber)
    .map(([by, number]) => `need.budgetRub ${by} ${number}`),
  fc.array(aNumber, { minLength: 1, maxLength: 3 }).map((list) => `need.budgetRub in [${list.join(', ')}]`),
  aText.map((text) => `need.role.lower().contains(${text})`),
  aText.map((text) => `${text} in spam.signs`),
  fc
    .constantFrom('"(?i)а|б"', 'r"\\d+"', '"^x$"', '"\\"\\\\."')
    .map((pattern) => `need.message.matches(${pattern})`),
  fc
    .array(aText, { minLength: 1, maxLength: 3 })
    .map((list) => `mentions(need.message, [${list.join(', ')}])`),
);
const aCondition = fc.letrec<{ one: string }>((tie) => ({
  one: fc.oneof(
    { maxDepth: 4 },
    aLeaf,
    tie('one').map((one) => `!(${one})`),
    fc
      .tuple(fc.constantFrom('&&', '||'), fc.array(tie('one'), { minLength: 2, maxLength: 3 }))
      .map(([by, parts]) => parts.map((part) => `(${part})`).join(` ${by} `)),
  ),
})).one;
