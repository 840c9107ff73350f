import { toCel } from './condition-text.ts';
import type { Sentence } from './language.ts';
import { pairEntries, type Move } from './paired-entries.ts';
import type { Policy, RejectionRule, ScoreStep, ScoreTerm } from './policy.ts';
import { toRegistryChanges } from './registry-changes.ts';
import { changed, changedIfSo, type SettingsChange } from './settings-change.ts';

export type PolicyRules = Omit<Policy, 'version'>;

/** What a new version of the rules does otherwise, in the order of the document. */
export function comparePolicies(before: PolicyRules, after: PolicyRules): readonly SettingsChange[] {
  return [
    ...toRegistryChanges(before.counterpartyCheck, after.counterpartyCheck),
    ...toDuplicateChanges(before, after),
    ...toRejectionChanges(before.rejections, after.rejections),
    ...toScoreChanges(before.score, after.score),
    ...toGradeChanges(before, after),
  ];
}

function toDuplicateChanges(before: PolicyRules, after: PolicyRules): readonly SettingsChange[] {
  const hours = { ru: 'Окно дублей, часов', en: 'Duplicate window, hours' };
  const by = { ru: 'Дубли узнаются по', en: 'Duplicates are known by' };
  const keysOf = ({ duplicates }: PolicyRules) => duplicates.by.join(', ') || '—';
  return [
    ...changedIfSo(
      'duplicates.windowHours',
      hours,
      before.duplicates.windowHours,
      after.duplicates.windowHours,
    ),
    ...changedIfSo('duplicates.by', by, keysOf(before), keysOf(after)),
  ];
}

function toRejectionChanges(
  before: readonly RejectionRule[],
  after: readonly RejectionRule[],
): readonly SettingsChange[] {
  const { added, removed, kept, moved } = pairEntries(before, after, ({ code }) => code);
  const nameOf = (code: string): Sentence => ({ ru: `Правило ${code}`, en: `Rule ${code}` });
  return [
    ...removed.map(({ code, when }) =>
      gone(`rejections.${code}`, when, {
        ru: `Правила отказа ${code} больше нет`,
        en: `Rejection rule ${code} is gone`,
      }),
    ),
    ...added.map(({ code, when }) =>
      come(`rejections.${code}`, when, {
        ru: `Новое правило отказа ${code}`,
        en: `New rejection rule ${code}`,
      }),
    ),
    ...kept.flatMap((pair) => toRuleChanges(`rejections.${pair.after.code}`, nameOf(pair.after.code), pair)),
    ...moved.map((move) => toMove('rejections', nameOf(move.key), move)),
  ];
}

interface Pair<T> {
  readonly before: T;
  readonly after: T;
}

function toRuleChanges(
  path: string,
  name: Sentence,
  { before, after }: Pair<RejectionRule>,
): readonly SettingsChange[] {
  const condition = { ru: `${name.ru}: условие`, en: `${name.en}: condition` };
  return [
    ...toConditionChange(`${path}.when`, condition, toCel(before.when), toCel(after.when)),
    ...toTextChange(`${path}.text`, name, before.text, after.text),
  ];
}

function toConditionChange(
  path: string,
  what: Sentence,
  before: string,
  after: string,
): readonly SettingsChange[] {
  if (before === after) return [];
  const sentence = {
    ru: `${what.ru} было «${before}», стало «${after}»`,
    en: `${what.en} was “${before}”, is “${after}”`,
  };
  return [{ kind: 'changed', path, sentence, before, after }];
}

function toTextChange(
  path: string,
  name: Sentence,
  before: Sentence,
  after: Sentence,
): readonly SettingsChange[] {
  if (before.ru === after.ru && before.en === after.en) return [];
  const isRussian = before.ru !== after.ru;
  const [was, is] = isRussian ? [before.ru, after.ru] : [before.en, after.en];
  const sentence = {
    ru: `${name.ru}: текст был «${was}», стал «${is}»`,
    en: `${name.en}: the text was “${was}”, is “${is}”`,
  };
  return [{ kind: 'changed', path, sentence, before: was, after: is }];
}

const TERM_NAMES: Readonly<Record<ScoreTerm['code'], Sentence>> = {
  budget: { ru: 'бюджет', en: 'budget' },
  authority: { ru: 'полномочия', en: 'authority' },
  need: { ru: 'потребность', en: 'need' },
  timeline: { ru: 'срок', en: 'timeline' },
};

function toScoreChanges(
  before: readonly ScoreTerm[],
  after: readonly ScoreTerm[],
): readonly SettingsChange[] {
  const { added, removed, kept } = pairEntries(before, after, ({ code }) => code);
  return [
    ...removed.map(({ code }): SettingsChange => ({
      kind: 'removed',
      path: `score.${code}`,
      sentence: {
        ru: `За ${TERM_NAMES[code].ru} баллов больше не дают`,
        en: `There are no points for ${TERM_NAMES[code].en} any more`,
      },
    })),
    ...added.map(({ code, cap, steps }): SettingsChange => ({
      kind: 'added',
      path: `score.${code}`,
      sentence: {
        ru: `Теперь есть баллы за ${TERM_NAMES[code].ru}: до ${cap}, шагов ${steps.length}`,
        en: `There are points for ${TERM_NAMES[code].en} now: up to ${cap}, ${steps.length} step(s)`,
      },
    })),
    ...kept.flatMap(toTermChanges),
  ];
}

function toTermChanges({ before, after }: Pair<ScoreTerm>): readonly SettingsChange[] {
  const path = `score.${after.code}`;
  const term = TERM_NAMES[after.code];
  const cap = { ru: `Не больше баллов за ${term.ru}`, en: `Most points for ${term.en}` };
  const nameOf = (code: string): Sentence => ({
    ru: `Шаг ${code} (${term.ru})`,
    en: `Step ${code} (${term.en})`,
  });
  const { added, removed, kept, moved } = pairEntries(before.steps, after.steps, ({ code }) => code);
  return [
    ...changedIfSo(`${path}.cap`, cap, before.cap, after.cap),
    ...removed.map(({ code, when }) =>
      gone(`${path}.${code}`, when, {
        ru: `Шага ${code} (${term.ru}) больше нет`,
        en: `${nameOf(code).en} is gone`,
      }),
    ),
    ...added.map((step) => toNewStep(`${path}.${step.code}`, term, step)),
    ...kept.flatMap((pair) => toStepChanges(`${path}.${pair.after.code}`, nameOf(pair.after.code), pair)),
    ...moved.map((move) => toMove(path, nameOf(move.key), move)),
  ];
}

function toNewStep(path: string, term: Sentence, { code, when, points }: ScoreStep): SettingsChange {
  return come(path, when, {
    ru: `Новый шаг ${code} (${term.ru}), ${inPoints(points).ru}`,
    en: `New step ${code} (${term.en}), ${inPoints(points).en}`,
  });
}

function toStepChanges(path: string, name: Sentence, pair: Pair<ScoreStep>): readonly SettingsChange[] {
  const [was, is] = [pair.before.points, pair.after.points];
  const points: SettingsChange = {
    kind: 'changed',
    path: `${path}.points`,
    before: String(was),
    after: String(is),
    sentence: {
      ru: `${name.ru}: ${inPoints(is).ru} вместо ${was}`,
      en: `${name.en}: ${inPoints(is).en} instead of ${was}`,
    },
  };
  return [...(was === is ? [] : [points]), ...toRuleChanges(path, name, pair)];
}

function toGradeChanges(before: PolicyRules, after: PolicyRules): readonly SettingsChange[] {
  const { added, removed, kept } = pairEntries(before.grades, after.grades, ({ grade }) => grade);
  return [
    ...removed.map(({ grade }): SettingsChange => ({
      kind: 'removed',
      path: `grades.${grade}`,
      sentence: { ru: `Категории ${grade} больше нет`, en: `Grade ${grade} is gone` },
    })),
    ...added.map(({ grade, from }): SettingsChange => ({
      kind: 'added',
      path: `grades.${grade}`,
      after: String(from),
      sentence: {
        ru: `Новая категория ${grade}: от ${from}`,
        en: `New grade ${grade}: from ${from}`,
      },
    })),
    ...kept
      .filter((pair) => pair.before.from !== pair.after.from)
      .map((pair) => {
        const { grade } = pair.after;
        const name = { ru: `Порог категории ${grade}`, en: `Grade ${grade} starts` };
        return changed(`grades.${grade}.from`, name, pair.before.from, pair.after.from);
      }),
  ];
}

function come(path: string, when: RejectionRule['when'], name: Sentence): SettingsChange {
  const after = toCel(when);
  const sentence = { ru: `${name.ru}: ${after}`, en: `${name.en}: ${after}` };
  return { kind: 'added', path, sentence, after };
}

function gone(path: string, when: RejectionRule['when'], name: Sentence): SettingsChange {
  const before = toCel(when);
  const sentence = { ru: `${name.ru} (было: ${before})`, en: `${name.en} (it was: ${before})` };
  return { kind: 'removed', path, sentence, before };
}

function toMove(path: string, name: Sentence, { key, now, neighbour }: Move): SettingsChange {
  const [ru, en] = now === 'before' ? ['раньше', 'before'] : ['позже', 'after'];
  return {
    kind: 'moved',
    path: `${path}.${key}`,
    sentence: { ru: `${name.ru} теперь ${ru}, чем ${neighbour}`, en: `${name.en} is now ${en} ${neighbour}` },
  };
}

/** 1 балл, 2 балла, 5 баллов, 11 баллов. */
function inPoints(points: number): Sentence {
  const [tens, ones] = [points % 100, points % 10];
  const isTeen = tens >= 11 && tens <= 14;
  const few = ones >= 2 && ones <= 4 ? 'балла' : 'баллов';
  const word = !isTeen && ones === 1 ? 'балл' : isTeen ? 'баллов' : few;
  return { ru: `${points} ${word}`, en: `${points} ${points === 1 ? 'point' : 'points'}` };
}
