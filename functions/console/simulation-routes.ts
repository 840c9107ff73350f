import type { Choice } from '#shared/domain/choice.ts';
import { toFacts } from '#shared/domain/facts.ts';
import { faultMessage } from '#shared/domain/field-messages.ts';
import type { Language } from '#shared/domain/language.ts';
import { json, type HttpAnswer } from '#shared/runtime/http-answers.ts';
import { problem } from '#shared/runtime/problem.ts';
import type { Call } from './call.ts';
import { explainJudgement } from './explain-judgement.ts';
import { simulate, type OwnerPreview, type Simulation, type SimulationDependencies } from './simulate.ts';
import { parseSimulation, type OrderFault } from './simulation-order.ts';
import { createSpeech } from './speech.ts';
import { refuseDraft } from './trial-refusals.ts';

/** A draft of the rules and a filled-in form, both as large as they may be. */
const MAX_BODY_BYTES = 512 * 1024;

/** One submission, or a kept lead, through any version of the rules, without effect. */
export async function postSimulation(call: Call, dependencies: SimulationDependencies): Promise<HttpAnswer> {
  if (call.body.length > MAX_BODY_BYTES) return problem(413, 'body-too-large');
  const reading = parseSimulation(call.body);
  if (reading.outcome === 'faulty') return refuse(400, 'invalid-body', reading.faults, call);
  const result = await simulate(reading.order, dependencies);
  switch (result.outcome) {
    case 'simulated':
      return json(200, toView(result, call.language));
    case 'lead-not-found':
      return problem(404, 'lead-not-found');
    case 'refused':
      return refuse(422, 'cannot-be-simulated', result.faults, call);
    case 'no-rules':
      return refuseDraft(result.because, call);
  }
}

function refuse(status: number, code: string, faults: readonly OrderFault[], { language }: Call): HttpAnswer {
  return problem(status, code, {
    errors: faults.map(({ field, code: fault, message }) => ({
      field,
      code: fault,
      message: message[language],
    })),
  });
}

function toView(simulation: Simulation, language: Language) {
  const { lead, policy, judgement, checked, sentBack } = simulation;
  const { verdict, score } = judgement;
  const explanation = explainJudgement({ judgement, facts: toFacts(lead), policy, language });
  return {
    outcome: verdict.outcome,
    reasons: verdict.reasons,
    policyVersion: explanation.policyVersion,
    score: score === undefined ? null : { total: score.total, grade: score.grade, terms: score.terms },
    explanation,
    faults: lead.faults.map((fault) => ({
      field: fault.field,
      code: fault.code,
      message: faultMessage(fault, language),
    })),
    sentBack,
    counterparty: { from: checked.from, ...checked.counterparty },
    duplicateOf: simulation.duplicateOf ?? null,
    owner: simulation.owner === undefined ? null : toOwnerView(simulation.owner, language),
  };
}

function toOwnerView({ choice, team, deadlineAt }: OwnerPreview, language: Language) {
  const speech = createSpeech({ team, language });
  const rep =
    choice.outcome === 'chosen' ? choice.rep : choice.outcome === 'exhausted' ? team.supervisor : null;
  const pool = 'pool' in choice && choice.pool !== 'none' ? choice.pool : null;
  return {
    outcome: OUTCOMES[choice.outcome],
    rep,
    name: rep === null ? null : speech.rep(rep),
    /** Of an offer to several at once: all who would be asked. */
    reps: choice.outcome === 'offered-to-several' ? choice.reps : null,
    pool,
    strategy: 'strategy' in choice ? choice.strategy : null,
    because: speech.assignment(choice.because),
    code: choice.because,
    teamVersion: team.version,
    deadlineAt: deadlineAt ?? null,
    nextAt: nextAtOf(choice)?.toISOString() ?? null,
    rules: choice.rules.map((rule) => ({
      rule: rule.rule,
      pool: rule.pool ?? null,
      rep: rule.rep ?? null,
      result: rule.result,
      because: speech.tried(rule.because),
      code: rule.because,
    })),
    candidates: choice.candidates.map(({ rep: id, eligible, because }) => ({
      rep: id,
      name: speech.rep(id),
      eligible,
      because: speech.candidate(because),
      code: because,
    })),
  };
}

/** When the lead would be looked at again: nobody had it till then, or nobody took it. */
function nextAtOf(choice: Choice): Date | undefined {
  if (choice.outcome === 'nobody') return choice.nextAt;
  return choice.outcome === 'left-in-pool' ? choice.until : undefined;
}

/** In the words of a lead's life. */
const OUTCOMES = {
  chosen: 'offered',
  'offered-to-several': 'offered',
  'left-in-pool': 'waiting',
  nobody: 'waiting',
  exhausted: 'escalated',
} as const;
