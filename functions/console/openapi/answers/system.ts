import * as z from 'zod/mini';
import type { ConnectorState } from '../../connector-health.ts';
import type { NewsTaken } from '../../take-crm-news.ts';
import { Count, Moment, Text, codes, named, said, sentence } from '../schema-words.ts';
import { Document } from './settings.ts';

const Check = z.enum(['ok', 'failing']);
const Checks = z.strictObject({ table: Check, settings: Check });

export const Healthy = named(
  'Healthy',
  'Leads can be kept and judged.',
  z.strictObject({
    status: z.literal('ok'),
    checks: Checks,
    versions: said(z.record(Document, Count), 'Versions in force.'),
  }),
);

export const Failing = named(
  'Failing',
  'Leads cannot be kept, or not be judged.',
  z.strictObject({
    status: z.literal('failing'),
    checks: Checks,
    missing: said(z.array(Document), 'Documents of which none was ever published.'),
  }),
);

export const CrmTaken = named(
  'CrmTaken',
  'What was done about the event.',
  z.strictObject({
    leadId: z.optional(Text),
    outcome: codes<Exclude<NewsTaken, 'unknown'> | 'ignored' | 'unknown'>({
      done: '',
      'nothing-new': 'it is so already, or comes too late',
      ignored: 'it is about nothing of ours, or a stage nobody gave a meaning',
      unknown: 'the card’s lead is not kept any more',
    }),
  }),
);

export const MessengerCall = named(
  'MessengerCall',
  'A call of the Bot API, made by answering; an empty object where nothing is to be said.',
  z.union([
    z.strictObject({}),
    z.strictObject({
      method: z.literal('answerCallbackQuery'),
      callback_query_id: Text,
      text: sentence(),
      show_alert: z.boolean(),
    }),
    z.strictObject({
      method: z.literal('editMessageReplyMarkup'),
      chat_id: z.union([Text, z.number()]),
      message_id: z.number(),
      reply_markup: z.strictObject({
        inline_keyboard: z.array(z.array(z.strictObject({ text: Text, callback_data: Text }))),
      }),
    }),
  ]),
);

const State = codes<ConnectorState>({
  ok: '',
  trouble: 'something failed after the last success',
  quiet: 'nothing went over it lately',
});

export const Connectors = named(
  'Connectors',
  'How each outside system does.',
  z.strictObject({
    lookedAt: said(Count, 'Leads that were looked at, the newest.'),
    sources: z.array(
      z.strictObject({
        id: Text,
        provider: Text,
        state: State,
        lastLeadAt: z.nullable(Moment),
        leads: Count,
      }),
    ),
    destinations: z.array(
      z.strictObject({
        id: Text,
        type: Text,
        state: State,
        delivered: Count,
        waiting: Count,
        rejected: Count,
        lastDeliveredAt: z.nullable(Moment),
        lastFailure: z.nullable(z.strictObject({ at: z.nullable(Moment), because: Text })),
      }),
    ),
    registries: z.array(
      z.strictObject({
        id: Text,
        state: z.enum(['ok', 'trouble']),
        because: z.nullable(Text),
        until: said(z.nullable(Moment), 'It is not asked before then.'),
      }),
    ),
  }),
);
