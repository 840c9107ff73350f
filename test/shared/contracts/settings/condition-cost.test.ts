import { describe, expect, it } from 'vitest';
import { costOf } from '#shared/contracts/settings/condition-cost.ts';
import { parseCondition } from '#shared/contracts/settings/condition-text.ts';
import { evaluate } from '#shared/domain/condition.ts';
import { FACTS } from '#shared/domain/facts.ts';

const MS = 1_000_000;

function words(count: number): string {
  return Array.from({ length: count }, (_, index) => `"слово ${index}"`).join(', ');
}

function conditionOf(text: string) {
  const reading = parseCondition(text, FACTS);
  if (reading.outcome === 'ok') return reading.condition;
  throw new Error(JSON.stringify(reading.faults));
}

describe('the cost of a condition', () => {
  it.each([
    ['need.budgetRub < 50000', 'has(need.message) && need.budgetRub < 50000'],
    ['need.role.contains("x")', 'need.message.contains("x")'],
    ['mentions(need.message, ["a"])', 'mentions(need.message, ["a", "b"])'],
    ['need.message.matches("ab")', 'need.message.matches("abc")'],
    ['need.message.matches("a{2}")', 'need.message.matches("a{90}")'],
    ['need.message.contains("x")', 'need.message.lower().contains("x")'],
    ['requisites.hasFault', 'size(need.message) > 5'],
    ['need.role == "a"', 'need.role in ["a", "b"]'],
  ])('%s is cheaper than %s', (cheap, dear) => {
    expect(costOf(conditionOf(cheap))).toBeLessThan(costOf(conditionOf(dear)));
  });

  it('bounds what a hostile text really takes', () => {
    const condition = conditionOf(
      'need.message.matches("(a?){20}a{20}b") || mentions(need.message, ["aab"])',
    );
    const facts = { 'need.message': 'a'.repeat(4_000) };
    evaluate(condition, facts);
    const times = Array.from({ length: 5 }, () => {
      const startedAt = performance.now();
      evaluate(condition, facts);
      return performance.now() - startedAt;
    });

    // Threefold for a machine that is slower or busy.
    expect(Math.min(...times) * MS).toBeLessThan(3 * costOf(condition));
  });

  it('may be 500 words in a message, and not twice that', () => {
    expect(parseCondition(`mentions(need.message, [${words(500)}])`, FACTS).outcome).toBe('ok');
    expect(
      parseCondition(
        `mentions(need.message, [${words(500)}]) || mentions(need.message, [${words(400)}])`,
        FACTS,
      ),
    ).toMatchObject({ faults: [{ code: 'too-costly', offset: 0 }] });
  });

  it('is refused with what it would take and what is allowed', () => {
    const reading = parseCondition('need.message.matches("(?:x?){200}y")', FACTS);

    expect(reading).toMatchObject({
      faults: [
        { code: 'too-costly', message: { en: expect.stringMatching(/up to 19\.\d ms, and 5\.0 ms/) } },
      ],
    });
  });
});
