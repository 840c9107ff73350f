import * as z from 'zod/mini';
import { toFacts } from '#shared/domain/facts.ts';
import { judge } from '#shared/domain/judge.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { Judgement, Policy } from '#shared/domain/policy.ts';
import { json, type HttpAnswer } from '#shared/runtime/http-answers.ts';
import { problem } from '#shared/runtime/problem.ts';
import type { SettingsArchive, SettingsReader } from '#shared/ports/settings.ts';
import type { LeadRepository } from '#shared/ports/lead-repository.ts';
import type { Call } from './call.ts';
import { explainJudgement } from './explain-judgement.ts';
import { FAULT_TEXTS } from './texts.ts';

export interface JudgementDesk {
  readonly leads: Pick<LeadRepository, 'find'>;
  readonly settings: SettingsReader;
  readonly archive: Pick<SettingsArchive, 'content'>;
}

/** Nothing for the version it was judged by. */
export const JudgingVersion = z.string().check(z.regex(/^(|in-force|[1-9]\d{0,7})$/));

/**
 * Judges a kept lead once more, without effect, by the version it was judged by (or `?version=3`, or `in-force`), and
 * says whether that comes to the same as its record.
 */
export async function showJudgement(call: Call, desk: JudgementDesk): Promise<HttpAnswer> {
  const wanted = call.query.get('version') ?? '';
  if (!JudgingVersion.safeParse(wanted).success) {
    const message = FAULT_TEXTS['bad-judging-version'][call.language];
    return problem(400, 'invalid-parameters', {
      errors: [{ field: 'version', code: 'bad-judging-version', message }],
    });
  }
  const lead = await desk.leads.find(call.parameters['id'] ?? '');
  if (lead === undefined) return problem(404, 'lead-not-found');
  const policy = await findPolicy(wanted, lead, desk);
  if (policy === undefined) return problem(404, 'version-not-found');
  const judgement = judgeAgain(lead, policy);
  const recorded = toRecord(lead);
  return json(200, {
    lead: lead.id,
    policyVersion: policy.version,
    recorded,
    // What an erased lead was judged on is gone, so that nobody can say.
    same: recorded === null || lead.erased !== undefined ? null : isSameJudgement(lead, judgement),
    judgement: explainJudgement({ judgement, facts: toFacts(lead), policy, language: call.language }),
  });
}

/** The lead by its own facts under some rules: what it was judged on is kept with it and does not change. */
export function judgeAgain(lead: Lead, policy: Policy): Judgement {
  return judge(lead, policy);
}

/** Whether a judgement comes to what the lead has on record, rule by rule and term by term; under whichever version. */
export function isSameJudgement({ verdict, score }: Lead, judgement: Judgement): boolean {
  if (verdict === undefined) return false;
  return toText(verdict, score) === toText(judgement.verdict, judgement.score);
}

function toText(
  { outcome, reasons, rules }: Judgement['verdict'],
  score: Judgement['score'] | undefined,
): string {
  return JSON.stringify([
    outcome,
    reasons,
    rules.map(({ code, result, missing }) => [code, result, missing]),
    score?.total,
    score?.grade,
    score?.terms.map(({ code, points, of, because, missing }) => [code, points, of, because, missing]),
  ]);
}

async function findPolicy(
  wanted: string,
  { verdict }: Lead,
  { settings, archive }: JudgementDesk,
): Promise<Policy | undefined> {
  const version = wanted === '' ? verdict?.policyVersion : Number(wanted);
  if (wanted === 'in-force' || version === undefined) return settings.current('policy');
  return archive.content('policy', version);
}

function toRecord({ verdict, score }: Lead) {
  if (verdict === undefined) return null;
  return {
    policyVersion: verdict.policyVersion,
    outcome: verdict.outcome,
    reasons: verdict.reasons,
    total: score?.total ?? null,
    grade: score?.grade ?? null,
  };
}
