import * as z from 'zod/mini';
import { DutySwitch } from '../../api-routes.ts';
import { JudgingVersion } from '../../judge-again.ts';
import { LeadParameters } from '../../lead-query.ts';
import { RatingBody } from '../../rating-routes.ts';
import { Wanted } from '../../reassign-routes.ts';
import {
  FoundLeads,
  FullLead,
  JudgedAgain,
  LeadPage,
  PartedLeads,
  RatedLead,
  ReassignedLead,
} from '../answers/lead.ts';
import { Status } from '../answers/lead-parts.ts';
import { Duty, TeamAnswer } from '../answers/team.ts';
import judgement from '../examples/judgement.json' with { type: 'json' };
import lead from '../examples/lead.json' with { type: 'json' };
import team from '../examples/team.json' with { type: 'json' };
import { json, jsonBody, path, query, type Operation } from '../operation.ts';
import { UNREADABLE_JSON, together } from '../problem-codes.ts';

const ID = path(
  'id',
  z.string(),
  'The lead’s id, as intake answered it.',
  '8e1c6f0b-3f5d-4f57-9a0e-2b1a6c7d8e9f',
);

export const LEAD_OPERATIONS: readonly Operation[] = [
  {
    id: 'listLeads',
    method: 'GET',
    path: '/v1/leads',
    group: 'leads',
    access: 'token',
    summary: { ru: 'Список заявок', en: 'List leads' },
    about: 'The newest first. Every filter that is given has to hold.',
    parameters: query(
      { shape: { ...LeadParameters.shape, status: z.optional(Status) } },
      {
        status: ['Only leads in this state.', 'rejected'],
        source: ['Id of a source.', 'html'],
        owner: ['Id of the responsible rep.', 'anna'],
        figure: 'The leads behind a number of a report: the value of its `leads` address.',
        from: ['Arrived at this moment or later; a day begins at midnight in UTC.', '2026-11-23'],
        to: ['Arrived before this moment.', '2026-11-24T09:00:00+03:00'],
        limit: ['Leads on one page.', '10'],
        cursor: 'The `next` of the page before.',
      },
    ),
    answers: { 200: json('A page of leads.', LeadPage, { leads: [lead], next: 'eyJ2IjoxfQ' }) },
    problems: { 400: ['invalid-parameters'] },
  },
  {
    id: 'searchLeads',
    method: 'GET',
    path: '/v1/search',
    group: 'leads',
    access: 'token',
    summary: { ru: 'Найти заявку', en: 'Find leads' },
    about:
      'By what somebody remembers: a phone as people write it, an e-mail address, an INN or OGRN, the beginnings of words of the company’s name, the id.',
    parameters: query(
      { shape: { q: z.string().check(z.minLength(1)) } },
      { q: ['What to find; the first 100 characters count.', '8 999 123-45-67'] },
    ),
    answers: { 200: json('At most fifty leads.', FoundLeads, { leads: [lead] }) },
    problems: { 400: ['invalid-parameters'] },
  },
  {
    id: 'getLead',
    method: 'GET',
    path: '/v1/leads/{id}',
    group: 'leads',
    access: 'token',
    summary: { ru: 'Одна заявка со всеми объяснениями', en: 'One lead, fully explained' },
    about: 'Explained by the very versions of the settings it was judged and assigned under.',
    parameters: [ID],
    answers: { 200: json('The lead.', FullLead, { ...lead, explanation: judgement }) },
    problems: { 404: ['lead-not-found'] },
  },
  {
    id: 'judgeLeadAgain',
    method: 'GET',
    path: '/v1/leads/{id}/judgement',
    group: 'leads',
    access: 'token',
    summary: { ru: 'Оценить сохранённую заявку ещё раз', en: 'Judge a kept lead once more' },
    about: 'By its own facts, without effect: says whether that comes to the same as its record.',
    parameters: [
      ID,
      ...query(
        { shape: { version: z.optional(JudgingVersion) } },
        { version: ['Number of a version, or `in-force`; otherwise the one it was judged by.', 'in-force'] },
      ),
    ],
    answers: {
      200: json('The judgement, beside the record.', JudgedAgain, {
        lead: lead.id,
        policyVersion: 1,
        recorded: { policyVersion: 1, outcome: 'qualified', reasons: [], total: 89, grade: 'A' },
        same: true,
        judgement,
      }),
    },
    problems: { 400: ['invalid-parameters'], 404: ['lead-not-found', 'version-not-found'] },
  },
  {
    id: 'splitLead',
    method: 'POST',
    path: '/v1/leads/{id}/split',
    group: 'leads',
    access: 'token',
    summary: { ru: 'Отделить ошибочный дубль', en: 'Part a wrong merge' },
    about: 'The duplicate goes its own way as another client’s lead, and is not taken for one again.',
    parameters: [ID],
    answers: {
      200: json('Both leads.', PartedLeads, {
        lead: { id: '8e1c6f0b-3f5d-4f57-9a0e-2b1a6c7d8e9f', status: 'qualified' },
        first: { id: '2b1a6c7d-8e9f-4f57-9a0e-8e1c6f0b3f5d', status: 'accepted' },
      }),
    },
    problems: { 404: ['lead-not-found'], 409: ['not-a-duplicate'] },
  },
  {
    id: 'reassignLead',
    method: 'POST',
    path: '/v1/leads/{id}/reassign',
    group: 'leads',
    access: 'token',
    summary: { ru: 'Передать заявку другому', en: 'Give a lead to somebody else' },
    about:
      'It is accepted at once, and the machine never takes it back. Off shift is no obstacle, a full load is.',
    parameters: [ID],
    body: jsonBody(Wanted, { rep: 'pavel', reason: 'the client knows him' }),
    answers: {
      200: json('The lead with its new owner.', ReassignedLead, {
        id: '8e1c6f0b-3f5d-4f57-9a0e-2b1a6c7d8e9f',
        status: 'accepted',
        owner: 'pavel',
      }),
    },
    problems: together(UNREADABLE_JSON, {
      400: ['invalid-body'],
      404: ['unknown-lead'],
      409: ['rep-full', 'already-theirs', 'not-assignable'],
      422: ['unknown-rep', 'rep-not-active'],
    }),
  },
  {
    id: 'rateLead',
    method: 'POST',
    path: '/v1/leads/{id}/rating',
    group: 'leads',
    access: 'token',
    summary: { ru: 'Записать оценку клиента', en: 'Note what a client says' },
    about: 'How likely they are to recommend us, 0 to 10. Of several the last one counts.',
    parameters: [ID],
    body: jsonBody(RatingBody, { score: 9 }),
    answers: {
      200: json('Noted.', RatedLead, { leadId: '8e1c6f0b-3f5d-4f57-9a0e-2b1a6c7d8e9f', score: 9 }),
    },
    problems: together(UNREADABLE_JSON, {
      400: ['invalid-body'],
      404: ['lead-not-found'],
      409: ['not-handed-over'],
    }),
  },
];

export const TEAM_OPERATIONS: readonly Operation[] = [
  {
    id: 'getTeam',
    method: 'GET',
    path: '/v1/team',
    group: 'team',
    access: 'token',
    summary: { ru: 'Команда сейчас', en: 'The team at this moment' },
    answers: { 200: json('Reps and pools.', TeamAnswer, team) },
    problems: { 404: ['no-team'] },
  },
  {
    id: 'switchDuty',
    method: 'PATCH',
    path: '/v1/reps/{id}',
    group: 'team',
    access: 'token',
    summary: { ru: 'Поставить на смену или снять', en: 'Put a rep on duty, or off' },
    about: 'Who is off duty is offered nothing; what they have stays theirs.',
    parameters: [path('id', z.string(), 'Id of a rep.', 'anna')],
    body: jsonBody(DutySwitch, { onDuty: false }),
    answers: { 200: json('The switch as it is now.', Duty, { rep: 'anna', onDuty: false }) },
    problems: together(UNREADABLE_JSON, { 400: ['invalid-body'], 404: ['rep-not-found'] }),
  },
];
