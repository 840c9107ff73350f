import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checkSettings } from '#shared/contracts/settings/check-settings.ts';
import { ReadablePolicy } from '#shared/contracts/settings/policy-document.ts';
import { judgeExamples } from '#shared/contracts/settings/policy-examples.ts';
import { changed, faultsIn, wordsAbout } from '#test/support/settings-faults.ts';

const GOOD = `counterpartyCheck:
  registry: dadata
  baseUrl: https://suggestions.dadata.ru/suggestions/api/4_1/rs/
  tokenSecret: dadata-token
  timeoutMs: 1200
rejections:
  - code: too-small
    when: need.budgetRub < 50000
    text: {ru: Мало, en: Too small}
  - code: no-need
    when: |
      mentions(need.message,
        ["ваканси"])
    text: {ru: Не то, en: Not that}
score:
  - code: budget
    cap: 30
    steps:
      - {code: large, when: need.budgetRub >= 1000000, points: 30, text: {ru: Много, en: Much}}
      - {code: some, when: need.budgetRub >= 100000, points: 12, text: {ru: Есть, en: Some}}
  - code: need
    cap: 20
    steps:
      - {code: always, when: true, points: 5, text: {ru: Всегда, en: Always}}
grades:
  - {grade: A, from: 30}
  - {grade: C, from: 0}
examples:
  - name: a large order
    facts: {need.budgetRub: 2000000}
    expect: {outcome: qualified, score: 35, grade: A}
  - name: a tiny order
    facts: {need.budgetRub: 10}
    expect: {outcome: rejected, reason: too-small}
`;

describe('the policy document', () => {
  it('becomes the policy, its examples only checked and not kept', () => {
    const checked = checkSettings('policy', GOOD, {});

    expect(checked).toMatchObject({
      outcome: 'ok',
      content: {
        counterpartyCheck: {
          baseUrl: 'https://suggestions.dadata.ru/suggestions/api/4_1/rs',
          timeoutMs: 1200,
        },
        rejections: [
          { code: 'too-small', when: { op: 'compare', by: '<' } },
          { code: 'no-need', when: { op: 'mentions' } },
        ],
        score: [
          { code: 'budget', cap: 30 },
          { code: 'need', steps: [{ code: 'always', points: 5 }] },
        ],
        grades: [
          { grade: 'A', from: 30 },
          { grade: 'C', from: 0 },
        ],
      },
    });
    expect(JSON.stringify(checked)).not.toContain('examples');
  });

  it.each([
    ['no grade for a score', 'from: 0}', 'from: 1}', 27, 'grades[1].from', 'no-grade'],
    ['grades in the wrong order', 'from: 30', 'from: 0', 27, 'grades[1].from', 'not-descending'],
    ['a grade twice', 'grade: C', 'grade: A', 27, 'grades[1].grade', 'repeated'],
    ['a rule twice', 'code: no-need', 'code: too-small', 10, 'rejections[1].code', 'repeated'],
    ['a step twice', 'code: some', 'code: large', 20, 'score[0].steps[1].code', 'repeated'],
    ['a term twice', 'code: need', 'code: budget', 21, 'score[1].code', 'repeated'],
    ['a term outside BANT', 'code: need', 'code: mood', 21, 'score[1].code', 'not-in-list'],
    ['more points than the cap', 'points: 12', 'points: 31', 20, 'score[0].steps[1].points', 'above-cap'],
    ['a negative cap', 'cap: 20', 'cap: -1', 22, 'score[1].cap', 'out-of-range'],
    ['half a point', 'points: 12', 'points: 1.5', 20, 'score[0].steps[1].points', 'wrong-type'],
    ['a code that cannot be stored', 'code: no-need', 'code: Не то', 10, 'rejections[1].code', 'code'],
    ['a rule without words', '    text: {ru: Мало, en: Too small}\n', '', 7, 'rejections[0].text', 'missing'],
    [
      'a rule without a condition',
      'when: need.budgetRub < 50000',
      'when:',
      8,
      'rejections[0].when',
      'missing',
    ],
    ['a comparison that can never hold', '< 50000', '< "50000"', 8, 'rejections[0].when', 'wrong-type'],
    [
      'a regular expression',
      'mentions(need.message,\n        ["ваканси"])',
      'need.message.matches("(a)\\\\1")',
      12,
      'rejections[1].when',
      'not-allowed',
    ],
    [
      'a rule that can never fire',
      'need.budgetRub < 50000',
      'need.budgetRub < 5 && need.budgetRub > 10',
      8,
      'rejections[0].when',
      'never',
    ],
    [
      'a step nobody gets to',
      'need.budgetRub >= 1000000',
      'need.budgetRub >= 100',
      20,
      'score[0].steps[1].when',
      'unreachable',
    ],
    [
      'a condition that takes long',
      'mentions(need.message,\n        ["ваканси"])',
      'need.message.matches("(?:x?){200}y")',
      12,
      'rejections[1].when',
      'too-costly',
    ],
    [
      'the same registry as its own fallback',
      '  timeoutMs: 1200\n',
      '  fallback: {registry: dadata, tokenSecret: other, baseUrl: https://suggestions.dadata.ru/suggestions/api/4_1/rs}\n  timeoutMs: 1200\n',
      5,
      'counterpartyCheck.fallback.baseUrl',
      'same-registry',
    ],
    [
      'a wait of more than a day',
      '  timeoutMs: 1200\n',
      '  timeoutMs: 1200\n  uncheckedWaitsMinutes: 1441\n',
      6,
      'counterpartyCheck.uncheckedWaitsMinutes',
      'out-of-range',
    ],
    ['a fault deep in a long condition', '["ваканси"]', '[""]', 13, 'rejections[1].when', 'empty-word'],
    [
      'a score in a rule',
      'need.budgetRub < 50000',
      'score.total < 5',
      8,
      'rejections[0].when',
      'unknown-fact',
    ],
    ['impatience', 'timeoutMs: 1200', 'timeoutMs: 5', 5, 'counterpartyCheck.timeoutMs', 'out-of-range'],
    [
      'an example of a fact nobody knows',
      'facts: {need.budgetRub: 10}',
      'facts: {need.budget: 10}',
      33,
      'examples[1].facts.need.budget',
      'unknown-fact',
    ],
    [
      'an example with a fact of another kind',
      'need.budgetRub: 10}',
      'need.budgetRub: "10"}',
      33,
      'examples[1].facts.need.budgetRub',
      'wrong-type',
    ],
    [
      'an example that expects nothing known',
      'outcome: rejected',
      'outcome: refused',
      34,
      'examples[1].expect.outcome',
      'not-in-list',
    ],
  ])('refuses %s', (_what, from, to, line, path, code) => {
    expect(faultsIn('policy', changed(GOOD, from, to))).toContainEqual([line, path, code]);
  });

  it('refuses to be published without a single example', () => {
    const text = `${GOOD.slice(0, GOOD.indexOf('examples:'))}examples: []\n`;

    expect(faultsIn('policy', text)).toEqual([[28, 'examples', 'wrong-size']]);
  });

  it.each([
    ['outcome: qualified, score: 35, grade: A', 'outcome: rejected', 29, 'no rejection rule fired'],
    [
      'outcome: rejected, reason: too-small',
      'outcome: qualified',
      32,
      'rejected by too-small: need.budgetRub 10',
    ],
    [
      'reason: too-small',
      'reason: no-need',
      32,
      'the first rule to fire was too-small: need.budgetRub 10; no-need is unknown: the example does not tell need.message',
    ],
    ['reason: too-small', 'reason: nothing', 32, 'there is no rule nothing in the document'],
    [
      'score: 35',
      'score: 36',
      29,
      'it scored 35, A: budget 30 (large: need.budgetRub 2000000), need 5 (always)',
    ],
    ['grade: A}\n  -', 'grade: C}\n  -', 29, 'it scored 35, A'],
  ])('refuses an example that comes out otherwise: %s → %s', (from, to, line, words) => {
    const text = changed(GOOD, from, to);

    expect(faultsIn('policy', text)).toEqual([
      [line, expect.stringMatching(/^examples\[[01]\]$/), 'example-failed'],
    ]);
    expect(wordsAbout('policy', text)).toContain(words);
  });

  it('names the example that an edited rule breaks', () => {
    const text = changed(GOOD, 'need.budgetRub < 50000', 'need.budgetRub < 5');

    expect(wordsAbout('policy', text)).toBe(
      'The example “a tiny order” comes out otherwise: no rejection rule fired; too-small did not: need.budgetRub 10.',
    );
  });

  it('lets a fallback be another registry, or the same one elsewhere', () => {
    const text = changed(
      GOOD,
      '  timeoutMs: 1200\n',
      '  fallback: {registry: checko, tokenSecret: checko-key, baseUrl: https://api.checko.ru/}\n  timeoutMs: 1200\n  uncheckedWaitsMinutes: 30\n',
    );

    expect(checkSettings('policy', text, {})).toMatchObject({
      content: {
        counterpartyCheck: {
          fallback: { registry: 'checko', baseUrl: 'https://api.checko.ru' },
          uncheckedWaitsMinutes: 30,
        },
      },
    });
  });

  it('refuses conditions that take too long only together, at the dearest of them', () => {
    const dear = (code: string, words: number) => {
      const list = Array.from({ length: words }, (_, index) => `"${code} ${index}"`).join(', ');
      return `  - {code: ${code}, when: 'mentions(need.message, [${list}])', text: {ru: Не то, en: Not that}}\n`;
    };
    const text = changed(
      GOOD,
      'rejections:\n',
      `rejections:\n${dear('first', 200)}${dear('second', 300)}${dear('third', 200)}`,
    );

    expect(faultsIn('policy', text)).toEqual([[8, 'rejections[1].when', 'too-costly']]);
    expect(wordsAbout('policy', text)).toContain('All conditions together');
  });

  it('tells which rule decided about every example, failed or not', () => {
    const text = changed(GOOD, 'score: 35', 'score: 36');
    const parsed = ReadablePolicy.parse(parse(text));
    const [failed, passed] = judgeExamples(parsed);

    expect(failed).toMatchObject({
      name: 'a large order',
      asExpected: false,
      message: { ru: expect.stringContaining('budget 30 (large: need.budgetRub 2000000)') },
      judgement: { score: { total: 35 } },
    });
    expect(passed).toMatchObject({
      name: 'a tiny order',
      asExpected: true,
      judgement: { verdict: { reasons: ['too-small'] } },
    });
    expect(passed).not.toHaveProperty('message');
  });
});
