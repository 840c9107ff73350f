import { FACTS, SCORE_FACTS, type FactDescription } from '#shared/domain/facts.ts';
import type { Language, Sentence } from '#shared/domain/language.ts';
import type { Policy, RuleResult, TermResult } from '#shared/domain/policy.ts';
import type { Team } from '#shared/domain/team.ts';
import {
  ASSIGNMENT_TEXTS,
  CANDIDATE_TEXTS,
  CHECK_TEXTS,
  DECLINE_TEXTS,
  DETAILS_TEXTS,
  EVENT_TEXTS,
  OFFER_END_TEXTS,
  REASON_TEXTS,
  WAITING_TEXTS,
  type CodeTexts,
} from './code-texts.ts';
import { VIEW_TEXTS } from './texts.ts';
import { say } from './words.ts';

/** What a lead is explained by: the versions it was judged and assigned under, where they are still known. */
export interface Explanation {
  readonly policy?: Policy;
  readonly team?: Team;
  readonly language: Language;
}

/** Says a lead's codes as sentences. A code nobody has words for is said as it is, never swallowed. */
export interface Speech {
  reason(code: string): string;
  rule(result: RuleResult): string;
  term(result: TermResult): string;
  assignment(code: string): string;
  candidate(code: string): string;
  /** Why a rule of the team decided, or passed the lead on. */
  tried(code: string): string;
  rep(id: string): string;
  event(code: string): string;
  because(event: string, code: string): string;
  waiting(code: string): string;
}

const FACT_LABELS: Readonly<Record<string, FactDescription>> = { ...FACTS, ...SCORE_FACTS };

export function createSpeech({ policy, team, language }: Explanation): Speech {
  const speak = (texts: CodeTexts, code: string): string => sentenceOf(texts, code)?.[language] ?? code;
  const reasons = toTexts(policy?.rejections);
  const rep = (id: string): string => team?.reps.find((one) => one.id === id)?.name ?? id;
  const reason = (code: string): string =>
    (sentenceOf(reasons, code) ?? sentenceOf(REASON_TEXTS, code))?.[language] ?? code;
  const lacking = (missing: readonly string[] = []): string =>
    say(VIEW_TEXTS.unknownFacts, language, {
      facts: missing.map((path) => FACT_LABELS[path]?.label[language] ?? path).join(', '),
    });
  return {
    reason,
    rep,
    rule: ({ code, result, missing }) =>
      result === 'unknown' ? `${reason(code).replace(/\.$/, '')}. ${lacking(missing)}` : reason(code),
    term: ({ code, because, missing }) => {
      if (because === 'none') return VIEW_TEXTS.noStep[language];
      if (because === 'unknown') return lacking(missing);
      return speak(toTexts(policy?.score.find((term) => term.code === code)?.steps), because);
    },
    assignment: (code) => speak(ASSIGNMENT_TEXTS, code),
    candidate: (code) => speak(CANDIDATE_TEXTS, code),
    tried: (code) => speak({ ...CANDIDATE_TEXTS, ...ASSIGNMENT_TEXTS }, code),
    event: (code) => speak(EVENT_TEXTS, code),
    waiting: (code) => speak(WAITING_TEXTS, code),
    because: (event, code) => {
      if (event === 'lead.rejected') return reason(code);
      if (event === 'lead.qualified') return say(VIEW_TEXTS.grade, language, { grade: code });
      if (event === 'lead.waiting') return speak(WAITING_TEXTS, code);
      if (event === 'lead.offered' || event === 'lead.escalated') return speak(ASSIGNMENT_TEXTS, code);
      if (event.startsWith('counterparty.')) return sentenceOf(CHECK_TEXTS, code)?.[language] ?? reason(code);
      if (event === 'details.gone') return speak(DETAILS_TEXTS, code);
      if (event.startsWith('response.')) return rep(code);
      if (event === 'offer.withdrawn' || event === 'offer.expired') return speak(OFFER_END_TEXTS, code);
      if (event === 'offer.declined') return sayDecline(code, (known) => speak(DECLINE_TEXTS, known));
      return code;
    },
  };
}

/** A rep's reason is kept as `code` or `code: their own words`. */
export function sayDecline(because: string, speak: (code: string) => string): string {
  const [code = '', ...own] = because.split(': ');
  return [speak(code), ...own].join(': ');
}

function toTexts(entries: readonly { readonly code: string; readonly text: Sentence }[] = []): CodeTexts {
  return Object.fromEntries(entries.map(({ code, text }) => [code, text]));
}

function sentenceOf(texts: CodeTexts, code: string): Sentence | undefined {
  return Object.hasOwn(texts, code) ? texts[code] : undefined;
}
