import { describe, expect, it } from 'vitest';
import { checkSettings } from '#shared/contracts/settings/check-settings.ts';
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
      'need.message.matches("(a+)+$")',
      12,
      'rejections[1].when',
      'not-allowed',
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
    ['outcome: rejected, reason: too-small', 'outcome: qualified', 32, 'rejected by too-small'],
    ['reason: too-small', 'reason: no-need', 32, 'the first rule to fire was too-small'],
    ['score: 35', 'score: 36', 29, 'it scored 35, A: budget 30 (large), need 5 (always)'],
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
      'The example “a tiny order” comes out otherwise: no rejection rule fired.',
    );
  });
});
