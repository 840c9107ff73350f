import * as z from 'zod/mini';
import type { ErasedKind } from '#shared/domain/erasure.ts';
import type { Remainder } from '../../erasure-receipt.ts';
import { Count, Moment, Text, codes, named, said, sentence } from '../schema-words.ts';

const Kind = codes<ErasedKind>({
  lead: '',
  claim: '',
  'client-owner': '',
  repeat: '',
  counterparty: '',
  'search-entry': '',
  handoff: '',
  place: 'in a rep’s load',
  'parted-lead': '',
});

export const ErasureReceiptAnswer = named(
  'ErasureReceipt',
  'What was erased. Nothing in it tells of the person.',
  z.strictObject({
    id: Text,
    state: z.enum(['running', 'done']),
    at: Moment,
    doneAt: z.nullable(Moment),
    by: Text,
    reason: z.nullable(Text),
    leads: said(z.array(Text), 'Ids.'),
    erased: said(z.partialRecord(Kind, Count), 'How many of each.'),
    elsewhere: said(
      z.array(z.strictObject({ lead: Text, destination: Text, externalId: z.nullable(Text) })),
      'Cards in other systems, to be erased there. A null id: look for it by the lead’s.',
    ),
    remains: z.array(
      z.strictObject({
        what: codes<Remainder['what']>({
          'table-backups': '',
          'call-notes': '',
          'own-backups': '',
          'other-systems': '',
        }),
        until: said(z.nullable(Moment), 'When it is gone by itself; null where a person has to see to it.'),
        text: sentence(),
      }),
    ),
    text: sentence('All of it, for whoever asked.'),
  }),
);
