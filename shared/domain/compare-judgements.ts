import { wantingPool } from './choose-rep.ts';
import { toFacts } from './facts.ts';
import { judge } from './judge.ts';
import type { Lead } from './lead.ts';
import {
  DIFFERENCE_KINDS,
  type DifferenceKind,
  type JudgedSide,
  type PolicyDifference,
} from './policy-difference.ts';
import type { Judgement, Policy } from './policy.ts';
import type { Team } from './team.ts';

/** `skipped` is a lead that other rules cannot be compared on: never judged, erased, or another lead's duplicate. */
export type Comparison =
  | { readonly outcome: 'same' }
  | { readonly outcome: 'skipped' }
  | { readonly outcome: 'differs'; readonly difference: PolicyDifference };

const SAME: Comparison = { outcome: 'same' };
const SKIPPED: Comparison = { outcome: 'skipped' };

/**
 * What other rules would have made of a past lead, beside what its record says.
 *
 * It is judged by what was known then: what a later counterparty check found does not count. Both sides are put
 * before the same team, and the pool is the one that wants the lead, whoever was on duty: so a lead moves only
 * because of the rules, and the rules it was judged by make no difference.
 */
export function compareJudgements(lead: Lead, policy: Policy, team: Team): Comparison {
  if (lead.verdict === undefined || lead.status === 'duplicate' || lead.erased !== undefined) return SKIPPED;
  const before = toSide(lead, { verdict: lead.verdict, score: lead.score }, team);
  const after = toSide(lead, judge(lead, policy), team);
  const kinds = kindsOf(before, after);
  if (kinds.length === 0) return SAME;
  return { outcome: 'differs', difference: { ...toSubject(lead), kinds, before, after } };
}

type Side = { readonly [Part in keyof Judgement]: Judgement[Part] | undefined } & Pick<Judgement, 'verdict'>;

function toSide(lead: Lead, { verdict, score }: Side, team: Team): JudgedSide {
  if (verdict.outcome === 'rejected') {
    const reason = verdict.reasons[0];
    return { outcome: 'rejected', ...(reason === undefined ? {} : { reason }) };
  }
  const pool = wantingPool(team, factsUnder(lead, score));
  return {
    outcome: 'qualified',
    ...(score === undefined ? {} : { score: score.total, grade: score.grade }),
    ...(pool === undefined ? {} : { pool }),
  };
}

function factsUnder(lead: Lead, score: Judgement['score'] | undefined) {
  const { score: _recorded, ...rest } = lead;
  return toFacts(score === undefined ? rest : { ...rest, score });
}

function kindsOf(before: JudgedSide, after: JudgedSide): readonly DifferenceKind[] {
  if (before.outcome !== after.outcome)
    return [after.outcome === 'rejected' ? 'newly-rejected' : 'newly-accepted'];
  const differs: Readonly<Record<DifferenceKind, boolean>> = {
    'newly-rejected': false,
    'newly-accepted': false,
    'grade-moved': before.grade !== after.grade,
    'owner-moved': before.pool !== after.pool,
    'reason-changed': before.reason !== after.reason,
  };
  return DIFFERENCE_KINDS.filter((kind) => differs[kind]);
}

function toSubject({ id, receivedAt, source, status, owner }: Lead) {
  return { leadId: id, receivedAt, source, status, ...(owner === undefined ? {} : { owner }) };
}
