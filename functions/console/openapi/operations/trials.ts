import * as z from 'zod/mini';
import { Body as SimulationBody } from '../../simulation-order.ts';
import { ListingParameters, ReplayOrder, TrialOrder } from '../../trial-parameters.ts';
import {
  Differences,
  Kinds,
  OrderedReplay,
  Replay,
  ShadowTrialAnswer,
  SimulationAnswer,
} from '../answers/trials.ts';
import differences from '../examples/differences.json' with { type: 'json' };
import replay from '../examples/replay.json' with { type: 'json' };
import trial from '../examples/shadow-trial.json' with { type: 'json' };
import simulation from '../examples/simulation.json' with { type: 'json' };
import { json, jsonBody, path, query, type Operation } from '../operation.ts';

const RULES = 'The rules are `policy`, a draft as YAML, or `policyVersion`, a number.';
const REPLAY = path('id', z.string(), 'As ordering it answered.', '5f0e3a52-7c54-4a3f-8a52-0c6a4b8e1d11');

const LISTING = query(
  { shape: { ...ListingParameters.shape, kind: z.optional(Kinds) } },
  {
    kind: ['Only differences of this kind.', 'newly-rejected'],
    cursor: 'The `next` of the page before.',
  },
);

const DRAFT_PROBLEMS = {
  400: ['invalid-body'],
  413: ['document-too-large'],
  422: ['version-not-found', 'faulty-document'],
} as const;

export const TRIAL_OPERATIONS: readonly Operation[] = [
  {
    id: 'simulate',
    method: 'POST',
    path: '/v1/simulations',
    group: 'trials',
    access: 'token',
    summary: { ru: 'Что было бы с одной заявкой', en: 'What would become of one lead' },
    about: `Verdict, score and owner of a submission nobody sent (\`source\` and \`fields\`), or of a kept lead (\`leadId\`). ${RULES} The version in force where nothing is said.`,
    body: jsonBody(SimulationBody, {
      source: 'html',
      fields: {
        name: 'Анна',
        phone: '+79991234567',
        inn: '7736207543',
        budget: '400 000',
        role: 'директор',
        consent: 'yes',
      },
      counterparty: { status: 'active', region: 'RU-MOW' },
    }),
    answers: {
      200: json('The decision, explained.', SimulationAnswer, simulation),
    },
    problems: {
      400: ['invalid-body'],
      404: ['lead-not-found'],
      413: ['body-too-large', 'document-too-large'],
      422: ['cannot-be-simulated', 'version-not-found', 'faulty-document'],
    },
  },
  {
    id: 'orderReplay',
    method: 'POST',
    path: '/v1/replays',
    group: 'trials',
    access: 'token',
    summary: { ru: 'Прогнать прошлые заявки', en: 'Replay past leads' },
    about: `Judges past leads by other rules: the \`last\` so many, or those of a period \`from\`–\`to\`. ${RULES}`,
    body: jsonBody(ReplayOrder, { policyVersion: 1, last: 1000 }),
    answers: {
      202: {
        ...json('Ordered.', OrderedReplay, { id: '5f0e3a52-7c54-4a3f-8a52-0c6a4b8e1d11', state: 'queued' }),
        headers: { Location: 'Where it tells how far it is.' },
      },
    },
    problems: DRAFT_PROBLEMS,
  },
  {
    id: 'getReplay',
    method: 'GET',
    path: '/v1/replays/{id}',
    group: 'trials',
    access: 'token',
    summary: { ru: 'Ход и итог прогона', en: 'How far a replay is' },
    about: 'Kept for a week.',
    parameters: [REPLAY],
    answers: { 200: json('The replay.', Replay, replay) },
    problems: { 404: ['replay-not-found'] },
  },
  {
    id: 'listReplayDifferences',
    method: 'GET',
    path: '/v1/replays/{id}/differences',
    group: 'trials',
    access: 'token',
    summary: { ru: 'Заявки, с которыми вышло бы иначе', en: 'The leads behind each number' },
    parameters: [REPLAY, ...LISTING],
    answers: { 200: json('A page of them, the newest first.', Differences, differences) },
    problems: { 400: ['invalid-parameters'], 404: ['replay-not-found'] },
  },
  {
    id: 'startShadow',
    method: 'PUT',
    path: '/v1/shadow',
    group: 'trials',
    access: 'token',
    summary: { ru: 'Пустить черновик рядом с правилами', en: 'Let a draft judge live leads' },
    about: `Beside the rules in force, deciding nothing, in place of whichever trial there was. ${RULES}`,
    body: jsonBody(TrialOrder, { policyVersion: 1, hours: 24 }),
    answers: { 200: json('The trial.', ShadowTrialAnswer, trial) },
    problems: DRAFT_PROBLEMS,
  },
  {
    id: 'getShadow',
    method: 'GET',
    path: '/v1/shadow',
    group: 'trials',
    access: 'token',
    summary: { ru: 'Что нашёл черновик', en: 'What the draft has found' },
    about: 'The trial started last, over or not.',
    answers: { 200: json('The trial.', ShadowTrialAnswer, trial) },
    problems: { 404: ['no-trial'] },
  },
  {
    id: 'stopShadow',
    method: 'DELETE',
    path: '/v1/shadow',
    group: 'trials',
    access: 'token',
    summary: { ru: 'Остановить черновик', en: 'Stop the draft' },
    about: 'What it found stays to be read.',
    answers: { 200: json('The trial.', ShadowTrialAnswer, trial) },
    problems: { 404: ['no-trial'] },
  },
  {
    id: 'listShadowDifferences',
    method: 'GET',
    path: '/v1/shadow/differences',
    group: 'trials',
    access: 'token',
    summary: { ru: 'Заявки, которые черновик оценил бы иначе', en: 'Leads the draft would judge otherwise' },
    parameters: LISTING,
    answers: { 200: json('A page of them, the newest first.', Differences, differences) },
    problems: { 400: ['invalid-parameters'], 404: ['no-trial'] },
  },
];
