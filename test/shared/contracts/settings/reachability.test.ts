import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCondition } from '#shared/contracts/settings/condition-text.ts';
import { findUnreachable, isNeverTrue } from '#shared/contracts/settings/reachability.ts';
import { evaluate } from '#shared/domain/condition.ts';
import { FACTS } from '#shared/domain/facts.ts';
import { someCondition, someFacts } from '#test/support/conditions.ts';

function faultOf(text: string) {
  const reading = parseCondition(text, FACTS);
  return reading.outcome === 'faulty' ? reading.faults[0] : undefined;
}

function conditionOf(text: string) {
  const reading = parseCondition(text, FACTS);
  if (reading.outcome === 'ok') return reading.condition;
  throw new Error(`${text}: ${JSON.stringify(reading.faults)}`);
}

function unreachableOf(...conditions: readonly string[]) {
  const steps = conditions.map((text, index) => ({ code: `step-${index}`, when: conditionOf(text) }));
  return findUnreachable(steps, FACTS);
}

describe('a condition that can never be true', () => {
  it.each([
    'need.budgetRub < 5 && need.budgetRub > 10',
    'need.budgetRub < 5 && need.budgetRub >= 5',
    'need.budgetRub < 5 && 5 < need.budgetRub',
    'need.budgetRub == 5 && need.budgetRub != 5',
    'need.budgetRub <= 5 && need.budgetRub >= 5 && need.budgetRub != 5',
    'need.budgetRub in [1, 2] && need.budgetRub > 2',
    '!(need.budgetRub < 5 || need.budgetRub >= 5)',
    'counterparty.status == "active" && counterparty.status == "bankrupt"',
    'counterparty.status in ["active", "bankrupt"] && counterparty.status in ["liquidated"]',
    'lead.kind in ["form"] && lead.kind == "call"',
    'lead.kind != "form" && lead.kind != "call"',
    '!(lead.kind in ["form", "call"])',
    '!has(need.budgetRub) && need.budgetRub > 1',
    '!has(need.role) && !mentions(need.role, ["x"])',
    'has(need.role) && !has(need.role)',
    'requisites.hasFault && !requisites.hasFault',
    'requisites.hasFault == true && requisites.hasFault == false',
    'mentions(need.role, ["x"]) && !mentions(need.role, ["x"])',
    'need.role.matches("x") && !need.role.matches("x")',
    'size(need.role) < 0',
    'need.role.lower() == "a" && need.role.lower() == "b"',
    '!true',
    '(need.budgetRub < 1 || need.budgetRub > 9) && need.budgetRub == 5',
  ])('%s', (text) => {
    const fault = faultOf(text);

    expect(fault?.code).toBe('never');
    expect(fault?.message.en).toContain('never');
    expect(fault?.message.ru).toMatch(/[а-яё]/);
  });

  it('says which facts cannot be so at once', () => {
    expect(faultOf('need.budgetRub < 5 && need.budgetRub > 10')?.message.en).toContain('(need.budgetRub)');
  });

  it.each([
    'need.budgetRub > 5 && need.budgetRub < 10',
    'need.budgetRub <= 5 && need.budgetRub >= 5',
    'counterparty.status != "active" && counterparty.status != "bankrupt"',
    'has(need.role) && !mentions(need.role, ["x"])',
    'mentions(need.role, ["x"]) && !mentions(need.role, ["y"])',
    'need.budgetRub < 5 && counterparty.revenueRub > 10',
    '!has(need.budgetRub) || need.budgetRub > 1',
    'size(need.role) <= 0',
    'need.role == "a" && need.role.lower() == "a"',
    'true',
  ])('is not taken for one: %s', (text) => {
    expect(faultOf(text)).toBeUndefined();
  });

  it('is true for no facts at all when it is refused', () => {
    let refused = 0;
    fc.assert(
      fc.property(
        someCondition,
        fc.array(someFacts, { minLength: 20, maxLength: 60 }),
        (condition, leads) => {
          if (!isNeverTrue(condition, FACTS)) return;
          refused += 1;
          expect(leads.filter((facts) => evaluate(condition, facts).truth === true)).toEqual([]);
        },
      ),
      { numRuns: 3_000 },
    );
    expect(refused).toBeGreaterThan(100);
  });

  it('is given up when it has too many cases, and soon', () => {
    const either = (name: string) => `(${name} == "a" || ${name} == "b" || ${name} == "c")`;
    const names = [
      'need.role',
      'need.product',
      'need.timeline',
      'need.message',
      'lead.source',
      'lead.provider',
    ];
    const text = [...names.map(either), 'need.budgetRub < 1', 'need.budgetRub > 2'].join(' && ');
    const startedAt = performance.now();

    expect(faultOf(text)).toBeUndefined();
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});

describe('a scoring step nobody gets to', () => {
  it.each([
    [['need.budgetRub >= 50000', 'need.budgetRub >= 100000'], 'step-0'],
    [['has(need.role)', 'need.budgetRub > 1', 'mentions(need.role, ["x"])'], 'step-0'],
    [['need.role == "x"', 'true', 'has(need.product)'], 'step-1'],
    [['mentions(need.role, ["x"])', 'mentions(need.role, ["x"]) && call.missed'], 'step-0'],
    [['need.budgetRub >= 5', 'need.budgetRub < 5', 'has(need.budgetRub)'], 'step-0, step-1'],
    [['requisites.hasFault || has(need.role)', 'need.role == "x"'], 'step-0'],
  ])('%j', (conditions, covering) => {
    const [first, ...others] = unreachableOf(...conditions);

    expect(others).toEqual([]);
    expect(first).toMatchObject({ index: conditions.length - 1, code: 'unreachable' });
    expect(first?.message.en).toContain(covering);
    expect(first?.message.ru).toContain(covering);
  });

  it.each([
    [['need.budgetRub >= 100000', 'need.budgetRub >= 50000']],
    [['need.budgetRub >= 50000', '!has(need.budgetRub)']],
    [['need.budgetRub >= 5', 'need.budgetRub < 5', 'true']],
    [['mentions(need.role, ["x"])', 'has(need.role)']],
    [['need.budgetRub >= 1 && call.missed', 'need.budgetRub >= 2']],
    [['need.budgetRub >= 1 || call.missed', 'true']],
  ])('is not taken for one: %j', (conditions) => {
    expect(unreachableOf(...conditions)).toEqual([]);
  });

  it('decides about no lead at all when it is refused', () => {
    let refused = 0;
    fc.assert(
      fc.property(
        fc.array(someCondition, { minLength: 2, maxLength: 4 }),
        fc.array(someFacts, { minLength: 20, maxLength: 60 }),
        (conditions, leads) => {
          const steps = conditions.map((when, index) => ({ code: `step-${index}`, when }));
          const unreachable = findUnreachable(steps, FACTS).map(({ index }) => index);
          refused += unreachable.length;
          for (const facts of leads) {
            const deciding = conditions.findIndex((when) => evaluate(when, facts).truth === true);
            expect(unreachable).not.toContain(deciding);
          }
        },
      ),
      { numRuns: 500 },
    );
    expect(refused).toBeGreaterThan(100);
  });

  it('is looked for in no more than a moment, however long the term', () => {
    const wide = (index: number) =>
      Array.from(
        { length: 6 },
        (_, part) => `(need.budgetRub > ${index} || need.role == "${index}-${part}")`,
      ).join(' && ');
    const texts = Array.from({ length: 100 }, (_, index) => wide(index));
    const startedAt = performance.now();

    unreachableOf(...texts);

    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });
});
