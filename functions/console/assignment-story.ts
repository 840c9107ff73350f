import { conditionWords } from '#shared/domain/condition-words.ts';
import type { Language, Sentence } from '#shared/domain/language.ts';
import type { Assignment, Candidate, Lead, Offer, RuleTried } from '#shared/domain/lead.ts';
import { CHOICE_TEXTS } from './assignment-texts.ts';
import type { Explanation, Speech } from './speech.ts';
import { TEAM_TEXTS } from './team-texts.ts';
import { standingWords } from './turn-words.ts';
import { say } from './words.ts';

/** The condition of the pool as it was in the version the lead was assigned by; null for one without, and none. */
export function poolCondition(pool: string, { team, language }: Explanation): string | null {
  const when = team?.pools.find(({ id }) => id === pool)?.when;
  return when === undefined ? null : conditionWords(when, language);
}

/** The numbers a candidate was compared by; null for who was not compared. */
export function numbersOf(
  { creditMicroleads, load }: Pick<Partial<Candidate>, 'creditMicroleads' | 'load'>,
  language: Language,
): string | null {
  const words = [
    load === undefined ? undefined : say(TEAM_TEXTS.open, language, load),
    creditMicroleads === undefined ? undefined : standingWords({ creditMicroleads }, language),
  ].filter((one) => one !== undefined);
  return words.length === 0 ? null : words.join('; ');
}

/** The whole decision, sentence by sentence: which rule matched, why this rep of all, and who else was asked. */
export function tellAssignment(
  lead: Lead,
  assignment: Assignment,
  explanation: Explanation,
  speech: Speech,
): readonly string[] {
  const { language } = explanation;
  const told = { lead, assignment, explanation, speech };
  const rule = ruleSentence(told);
  const arithmetic = arithmeticSentence(told);
  const version = say(CHOICE_TEXTS.version, language, { version: assignment.teamVersion });
  return [rule, arithmetic, version].filter((sentence) => sentence !== undefined);
}

/** Which rules wanted the lead before the one that decided, and why each passed it on. */
export function rulesTried(
  { rules = [] }: Assignment,
  speech: Speech,
  language: Language,
): readonly TriedView[] {
  return rules.map(({ rule, result, because, pool, rep }) => ({
    rule,
    result,
    pool: pool ?? null,
    rep: rep ?? null,
    code: because,
    because: `${say(RULE_NAMES[rule], language, { pool: pool ?? '–', rep: speech.rep(rep ?? '–') })}: ${speech.tried(because)}`,
  }));
}

export interface TriedView {
  readonly rule: RuleTried['rule'];
  readonly result: RuleTried['result'];
  readonly pool: string | null;
  readonly rep: string | null;
  readonly code: string;
  readonly because: string;
}

const RULE_NAMES: Readonly<Record<RuleTried['rule'], Sentence>> = {
  sticky: CHOICE_TEXTS.ruleSticky,
  'key-account': CHOICE_TEXTS.ruleKeyAccount,
  pool: CHOICE_TEXTS.rulePool,
  'duty-rep': CHOICE_TEXTS.ruleDutyRep,
};

interface Told {
  readonly lead: Lead;
  readonly assignment: Assignment;
  readonly explanation: Explanation;
  readonly speech: Speech;
}

/** Which rule of the team's document the lead came under. */
function ruleSentence({ lead, assignment, explanation, speech }: Told): string {
  const { language, team } = explanation;
  const { pool, because, strategy } = assignment;
  const rep = speech.rep(chosenRep(lead, assignment) ?? '');
  const known: Sentence | undefined = RULES[because];
  if (strategy === 'by-hand') return byHand(lead, rep, speech, language);
  if (known !== undefined) return say(known, language, { rep, pool, inn: lead.requisites.inn ?? '–' });
  if (team !== undefined && !team.pools.some(({ id }) => id === pool))
    return sentence(speech.assignment(because));
  const condition = poolCondition(pool, explanation);
  const wants =
    condition === null
      ? say(CHOICE_TEXTS.catchAll, language, { pool })
      : say(CHOICE_TEXTS.pool, language, { pool, condition });
  return strategy === 'first-to-accept' ? wants : `${wants} ${sentence(speech.assignment(because))}`;
}

/** Rules that come before any pool, or after the last. */
const RULES: Readonly<Record<string, Sentence>> = {
  sticky: CHOICE_TEXTS.sticky,
  'key-account': CHOICE_TEXTS.keyAccount,
  'duty-rep': CHOICE_TEXTS.dutyRep,
};

function byHand({ timeline }: Lead, rep: string, speech: Speech, language: Language): string {
  const given = timeline.findLast(({ event }) => event === 'lead.given-by-hand');
  const by = given?.by === undefined ? '–' : speech.rep(given.by);
  return say(CHOICE_TEXTS.byHand, language, { rep, by, reason: given?.because ?? '–' });
}

/** By which numbers the rep came before the others. */
function arithmeticSentence({ lead, assignment, explanation, speech }: Told): string | undefined {
  const { language } = explanation;
  const rep = chosenRep(lead, assignment);
  if (assignment.strategy === 'first-to-accept') {
    const reps = askedAtOnce(lead, assignment).map(speech.rep).join(', ');
    return say(CHOICE_TEXTS.several, language, { reps });
  }
  const chosen = assignment.candidates.find((one) => one.rep === rep);
  if (chosen === undefined) return undefined;
  const { load, creditMicroleads: credit } = chosen;
  const name = speech.rep(chosen.rep);
  const rivals = assignment.candidates.filter((one) => one.eligible && one.rep !== chosen.rep);
  if (load !== undefined) return say(CHOICE_TEXTS.leastLoaded, language, { rep: name, ...load });
  if (credit === undefined) return undefined;
  const standing = standingWords({ creditMicroleads: credit }, language);
  if (rivals.length === 0) return say(CHOICE_TEXTS.onlyOne, language, { rep: name, standing });
  const isFurthest = rivals.every((one) => (one.creditMicroleads ?? -Infinity) <= credit);
  return say(isFurthest ? CHOICE_TEXTS.furthest : CHOICE_TEXTS.mustBeServed, language, {
    rep: name,
    standing,
  });
}

/** What a lead, or the view of one, says about whom it was put before. */
interface PutBefore {
  readonly formerOffers: readonly Offer[];
  readonly offer?: Offer | null;
  readonly openOffers?: readonly Offer[] | null;
  readonly owner?: string | null;
}

/** Whom the decision chose, whatever has become of the offer since: of several, whoever accepted. */
export function chosenRep(lead: PutBefore, assignment: Pick<Assignment, 'at'>): string | undefined {
  const made = offersOf(lead, assignment);
  if (made.length > 1) return made.find(({ state }) => state === 'accepted')?.rep;
  return made[0]?.rep ?? lead.owner ?? undefined;
}

/** Everybody the lead was put before at the moment of the decision. */
export function askedAtOnce(lead: PutBefore, assignment: Pick<Assignment, 'at'>): readonly string[] {
  return offersOf(lead, assignment).map(({ rep }) => rep);
}

function offersOf(lead: PutBefore, { at }: Pick<Assignment, 'at'>): readonly Offer[] {
  const { formerOffers, openOffers, offer } = lead;
  const offers = [
    ...formerOffers,
    ...(openOffers ?? []),
    ...(offer === undefined || offer === null ? [] : [offer]),
  ];
  const made = offers.filter(({ offeredAt }) => offeredAt === at);
  return made.sort((one, other) => one.attempt - other.attempt);
}

function sentence(words: string): string {
  const capital = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
