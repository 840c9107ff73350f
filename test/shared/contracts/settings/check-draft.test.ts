import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDraft } from '#shared/contracts/settings/check-draft.ts';
import { DEMO_VARIABLES } from '#test/support/in-memory-settings.ts';
import { REPOSITORY } from '#test/support/leads-template.ts';

const POLICY = readFileSync(join(REPOSITORY, 'cdk/local/settings/policy.yaml'), 'utf8');
const NAMES = [...POLICY.matchAll(/^ {2}- name: (.+)$/gm)].map(([, name]) => name);

function lineOf(text: string, part: string): number {
  return text.split('\n').findIndex((line) => line.includes(part)) + 1;
}

describe('a draft of a policy', () => {
  it('comes with every example, as expected, at its line', () => {
    const draft = checkDraft(POLICY, DEMO_VARIABLES);

    expect(draft).toMatchObject({ outcome: 'ok', faults: [] });
    expect(draft.examples.map(({ name }) => name)).toEqual(NAMES);
    expect(draft.examples.every(({ asExpected }) => asExpected)).toBe(true);
    expect(draft.examples.map(({ line }) => line)).toEqual(
      NAMES.map((name) => lineOf(POLICY, `name: ${name}`)),
    );
  });

  it('is faulty where an example comes out otherwise, and tells which rule decided', () => {
    const text = POLICY.replace('need.budgetRub < 50000\n', 'need.budgetRub < 60000\n');

    const draft = checkDraft(text, DEMO_VARIABLES);

    const failing = draft.examples.filter(({ asExpected }) => !asExpected);
    expect(failing).toMatchObject([
      { name: 'ровно 50 000 ₽ — уже не мало', judgement: { verdict: { reasons: ['too-small'] } } },
    ]);
    expect(failing[0]?.message?.en).toContain('too-small');
    expect(draft.faults).toMatchObject([{ code: 'example-failed', line: failing[0]?.line }]);
  });

  it('has its other examples run while one of them is misspelt', () => {
    const text = POLICY.replace('need.budgetRub: 49999', 'need.budget: 49999');

    const draft = checkDraft(text, DEMO_VARIABLES);

    expect(draft.faults.map(({ code }) => code)).toContain('unknown-fact');
    expect(draft.examples.map(({ name }) => name)).toEqual(
      NAMES.filter((name) => name !== 'слишком маленький заказ'),
    );
    const last = draft.examples.at(-1);
    expect(last?.line).toBe(lineOf(text, `name: ${last?.name ?? ''}`));
  });

  it.each([
    ['no YAML', '{', 'yaml'],
    [
      'a rule of the wrong type',
      POLICY.replace('need.budgetRub < 50000\n', 'need.budgetRub < "x"\n'),
      undefined,
    ],
    ['a misspelt field', POLICY.replace('timeoutMs:', 'timeout:'), 'unknown-field'],
  ])('with %s has faults, and no examples that could be run', (_what, text, code) => {
    const draft = checkDraft(text, DEMO_VARIABLES);

    expect(draft.outcome).toBe('faulty');
    expect(draft.examples).toEqual([]);
    if (code !== undefined) expect(draft.faults.map((fault) => fault.code)).toContain(code);
  });

  it('has its examples run although nothing fills a placeholder, which is a fault', () => {
    const draft = checkDraft(POLICY, {});

    expect(new Set(draft.faults.map(({ code }) => code))).toEqual(new Set(['unknown-variable']));
    expect(draft.examples.map(({ name }) => name)).toEqual(NAMES);
  });

  it('never throws, whatever is typed into it', () => {
    fc.assert(
      fc.property(fc.nat(POLICY.length), fc.nat(40), fc.string({ maxLength: 10 }), (at, length, typed) => {
        const text = POLICY.slice(0, at) + typed + POLICY.slice(at + length);
        const draft = checkDraft(text, DEMO_VARIABLES);
        expect(draft.outcome === 'ok').toBe(draft.faults.length === 0);
      }),
      { numRuns: 50 },
    );
  });
});
