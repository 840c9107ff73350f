import type { NestedCondition, TopLevelCondition } from 'json-rules-engine';
import { parseCondition } from '#shared/contracts/settings/condition-text.ts';
import type { Condition } from '#shared/domain/condition.ts';
import { FACTS } from '#shared/domain/facts.ts';
import type { Policy, ScoreTerm } from '#shared/domain/policy.ts';

/** One condition written for both: as a policy has it, and as json-rules-engine has it. */
export interface RuleForBoth {
  readonly code: string;
  readonly ours: string;
  readonly theirs: TopLevelCondition;
}

export interface StepForBoth extends RuleForBoth {
  readonly term: ScoreTerm['code'];
  readonly points: number;
}

const NO_NEED = ['ваканси', 'резюме', 'ищу работу', 'реферат', 'курсов', 'размещение рекламы', 'guest post'];
const DECIDES = ['директор', 'собственник', 'учредител', 'президент', 'director', 'owner', 'founder', 'ceo'];
const PREPARES = ['руководител', 'начальник', 'закуп', 'снабж', 'менеджер', 'head', 'manager', 'buyer'];
const AT_ONCE = ['срочно', 'сегодня', 'завтра', 'недел', 'today', 'tomorrow', 'week', 'asap'];
const THIS_MONTH = ['месяц', 'month'];

export const REJECTIONS: readonly RuleForBoth[] = [
  { code: 'spam', ours: 'size(spam.signs) > 0', theirs: all(is('spam.signs', 'longerThan', 0)) },
  {
    code: 'individual',
    ours: 'lead.clientType == "individual"',
    theirs: all(is('lead.clientType', 'equal', 'individual')),
  },
  {
    code: 'no-contact',
    ours: '!contact.hasPhone && !contact.hasEmail',
    theirs: all(is('contact.hasPhone', 'equal', false), is('contact.hasEmail', 'equal', false)),
  },
  {
    code: 'company-gone',
    ours: 'counterparty.status in ["liquidated", "bankrupt"]',
    theirs: all(is('counterparty.status', 'in', ['liquidated', 'bankrupt'])),
  },
  {
    code: 'too-small',
    ours: 'need.budgetRub < 50000',
    theirs: all(is('need.budgetRub', 'lessThan', 50_000)),
  },
  {
    code: 'no-need',
    ours: `mentions(need.message, ${JSON.stringify(NO_NEED)}) || mentions(need.product, ${JSON.stringify(NO_NEED)})`,
    theirs: any(is('need.message', 'mentions', NO_NEED), is('need.product', 'mentions', NO_NEED)),
  },
];

export const STEPS: readonly StepForBoth[] = [
  budgetFrom('over-a-million', 1_000_000, 30),
  budgetFrom('over-300-thousand', 300_000, 22),
  budgetFrom('over-100-thousand', 100_000, 15),
  {
    ...step('budget', 'revenue', 10),
    ours: '!has(need.budgetRub) && counterparty.revenueRub >= 100000000',
    theirs: all(
      is('need.budgetRub', 'isKnown', false),
      is('counterparty.revenueRub', 'greaterThanInclusive', 100_000_000),
    ),
  },
  wordsIn('authority', 'decides', 25, 'need.role', DECIDES),
  wordsIn('authority', 'prepares', 16, 'need.role', PREPARES),
  {
    ...step('authority', 'sole-trader', 20),
    ours: 'counterparty.type == "individual"',
    theirs: all(is('counterparty.type', 'equal', 'individual')),
  },
  {
    ...step('need', 'names-product-large-company', 25),
    ours: 'size(need.product) > 1 && counterparty.employees >= 100',
    theirs: all(
      is('need.product', 'longerThan', 1),
      is('counterparty.employees', 'greaterThanInclusive', 100),
    ),
  },
  {
    ...step('need', 'names-product', 18),
    ours: 'size(need.product) > 1',
    theirs: all(is('need.product', 'longerThan', 1)),
  },
  {
    ...step('need', 'talked', 10),
    ours: 'call.talkSeconds >= 60',
    theirs: all(is('call.talkSeconds', 'greaterThanInclusive', 60)),
  },
  wordsIn('timeline', 'at-once', 20, 'need.timeline', AT_ONCE),
  wordsIn('timeline', 'this-month', 16, 'need.timeline', THIS_MONTH),
];

const CAPS = { budget: 30, authority: 25, need: 25, timeline: 20 } as const;

const text = { ru: '—', en: '—' };

/** The rules as a policy that has passed its checks, like any other. */
export function toPolicy(like: Policy): Policy {
  const terms = ['budget', 'authority', 'need', 'timeline'] as const;
  return {
    ...like,
    rejections: REJECTIONS.map(({ code, ours }) => ({ code, when: read(ours), text })),
    score: terms.map((code) => ({
      code,
      cap: CAPS[code],
      steps: STEPS.filter(({ term }) => term === code).map((one) => ({
        code: one.code,
        points: one.points,
        when: read(one.ours),
        text,
      })),
    })),
  };
}

function read(condition: string): Condition {
  const reading = parseCondition(condition, FACTS);
  if (reading.outcome === 'faulty') throw new Error(`${condition}: ${JSON.stringify(reading.faults)}`);
  return reading.condition;
}

function step(term: ScoreTerm['code'], code: string, points: number) {
  return { term, code, points };
}

function budgetFrom(code: string, rub: number, points: number): StepForBoth {
  return {
    ...step('budget', code, points),
    ours: `need.budgetRub >= ${rub}`,
    theirs: all(is('need.budgetRub', 'greaterThanInclusive', rub)),
  };
}

function wordsIn(
  term: ScoreTerm['code'],
  code: string,
  points: number,
  path: string,
  words: readonly string[],
): StepForBoth {
  return {
    ...step(term, code, points),
    ours: `mentions(${path}, ${JSON.stringify(words)})`,
    theirs: all(is(path, 'mentions', words)),
  };
}

function all(...conditions: NestedCondition[]): TopLevelCondition {
  return { all: conditions };
}

function any(...conditions: NestedCondition[]): TopLevelCondition {
  return { any: conditions };
}

function is(fact: string, operator: string, value: unknown): NestedCondition {
  return { fact, operator, value };
}
