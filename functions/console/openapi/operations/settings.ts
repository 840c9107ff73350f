import * as z from 'zod/mini';
import { Rollback } from '../../settings-routes.ts';
import { NoteText, VersionText } from '../../settings-parameters.ts';
import { Checked, Compared, Document, Published, RolledBack, SettingsVersions } from '../answers/settings.ts';
import checked from '../examples/checked-settings.json' with { type: 'json' };
import versions from '../examples/settings-versions.json' with { type: 'json' };
import {
  header,
  json,
  jsonBody,
  path,
  query,
  type Answer,
  type Operation,
  type RequestBody,
} from '../operation.ts';

const DOCUMENT = path('document', Document, 'Which of the four documents.', 'policy');
const YAML = 'application/yaml';

const YAML_ANSWER: Answer = {
  about: 'The document as it was written.',
  content: { [YAML]: {} },
  headers: { ETag: 'The version, `"3"`, for `If-Match`.', 'X-Settings-Version': 'The same as a number.' },
};

const YAML_BODY: RequestBody = {
  about: 'The whole document, at most 128 KB.',
  content: { [YAML]: { example: 'version: 1\n…' } },
};

const NOTE = query(
  { shape: { note: z.optional(NoteText) } },
  { note: ['Why, for the history.', 'small orders do not pay'] },
);

const CHANGE = {
  kind: 'changed',
  path: 'grades.A.from',
  sentence: { ru: 'Порог категории A: было 70, стало 75', en: 'Grade A starts: was 70, is 75' },
  before: '70',
  after: '75',
};

export const SETTINGS_OPERATIONS: readonly Operation[] = [
  {
    id: 'getSettings',
    method: 'GET',
    path: '/v1/settings/{document}',
    group: 'settings',
    access: 'token',
    summary: { ru: 'Действующий документ', en: 'The document in force' },
    parameters: [DOCUMENT],
    answers: { 200: YAML_ANSWER },
    problems: { 404: ['unknown-document', 'version-not-found'] },
  },
  {
    id: 'publishSettings',
    method: 'PUT',
    path: '/v1/settings/{document}',
    group: 'settings',
    access: 'token',
    summary: { ru: 'Опубликовать документ', en: 'Publish a document' },
    about:
      'Checked first: a bad one is refused with the line of every fault, and what is in force stays. A good one is in force everywhere within ten seconds.',
    parameters: [
      DOCUMENT,
      ...NOTE,
      ...query(
        { shape: { base: z.optional(VersionText) } },
        { base: ['The version the edit began from, where `If-Match` cannot be sent.', '3'] },
      ),
      header(
        'If-Match',
        z.optional(z.string()),
        'The version the edit began from: another one is not overwritten unseen.',
        '"3"',
      ),
    ],
    body: YAML_BODY,
    answers: { 200: json('Published.', Published, { document: 'policy', version: 4, changes: [CHANGE] }) },
    problems: {
      400: ['note-too-long', 'invalid-base'],
      404: ['unknown-document'],
      409: ['superseded'],
      412: ['superseded'],
      413: ['document-too-large'],
      422: ['faulty-document'],
    },
  },
  {
    id: 'checkSettings',
    method: 'POST',
    path: '/v1/settings/{document}/check',
    group: 'settings',
    access: 'token',
    summary: { ru: 'Проверить документ', en: 'Check a document' },
    about:
      'Says what publishing would say, and what it would change, without effect. Faults are an answer here.',
    parameters: [DOCUMENT],
    body: YAML_BODY,
    answers: { 200: json('What publishing would say.', Checked, checked) },
    problems: { 404: ['unknown-document'], 413: ['document-too-large'] },
  },
  {
    id: 'listSettingsVersions',
    method: 'GET',
    path: '/v1/settings/{document}/versions',
    group: 'settings',
    access: 'token',
    summary: { ru: 'Версии документа', en: 'Versions of a document' },
    about: 'The last hundred, and the last hundred changes of what is in force.',
    parameters: [DOCUMENT],
    answers: { 200: json('The history.', SettingsVersions, versions) },
    problems: { 404: ['unknown-document'] },
  },
  {
    id: 'getSettingsVersion',
    method: 'GET',
    path: '/v1/settings/{document}/versions/{version}',
    group: 'settings',
    access: 'token',
    summary: { ru: 'Документ любой версии', en: 'A document of any version' },
    parameters: [DOCUMENT, path('version', VersionText, 'Its number.', '1')],
    answers: { 200: YAML_ANSWER },
    problems: { 404: ['unknown-document', 'version-not-found'] },
  },
  {
    id: 'compareSettings',
    method: 'GET',
    path: '/v1/settings/{document}/compare',
    group: 'settings',
    access: 'token',
    summary: { ru: 'Что изменилось между версиями', en: 'What changed between two versions' },
    parameters: [
      DOCUMENT,
      ...query(
        { shape: { from: z.optional(VersionText), to: z.optional(VersionText) } },
        {
          from: ['Otherwise the version that `to` replaced.', '3'],
          to: ['Otherwise the one in force.', '4'],
        },
      ),
    ],
    answers: {
      200: json('The changes in words.', Compared, { document: 'policy', from: 3, to: 4, changes: [CHANGE] }),
    },
    problems: { 400: ['invalid-parameters'], 404: ['unknown-document', 'version-not-found'] },
  },
  {
    id: 'rollBackSettings',
    method: 'POST',
    path: '/v1/settings/{document}/rollback',
    group: 'settings',
    access: 'token',
    summary: { ru: 'Вернуть прежнюю версию', en: 'Put an earlier version in force again' },
    parameters: [DOCUMENT],
    body: jsonBody(Rollback, { version: 1, note: 'too many were rejected' }),
    answers: { 200: json('It is in force.', RolledBack, { document: 'policy', inForce: 1 }) },
    problems: { 400: ['invalid-body', 'note-too-long'], 404: ['unknown-document', 'version-not-found'] },
  },
];
