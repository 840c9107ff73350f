import * as z from 'zod/mini';
import type { RepRole, Strategy } from '#shared/domain/team.ts';
import { Count, Day, Moment, Text, codes, named, said, sentence } from '../schema-words.ts';

const RepAnswer = z.strictObject({
  id: Text,
  name: Text,
  role: z.nullable(
    codes<RepRole>({
      'first-contact': '',
      'pre-sale': '',
      'key-accounts': '',
      'repeat-sales': '',
      closer: '',
    }),
  ),
  skills: z.array(Text),
  supervisor: z.boolean(),
  pools: z.array(Text),
  available: said(z.boolean(), 'Whether a lead could go there now.'),
  code: said(z.nullable(Text), 'Why not; null for who is available.'),
  because: z.nullable(sentence()),
  onDuty: said(z.nullable(z.boolean()), 'The rep’s own switch; null while nobody ever touched it.'),
  load: z.strictObject({
    open: z.int(),
    capacity: Count,
    takenToday: Count,
    capacityPerDay: z.nullable(Count),
    sources: z.array(z.strictObject({ source: Text, open: z.int(), capacity: Count })),
  }),
  timeZone: Text,
  localDate: Day,
  nextShiftAt: z.nullable(Moment),
  away: z.array(z.strictObject({ from: Day, to: Day })),
});

const Member = z.strictObject({
  rep: Text,
  name: Text,
  weight: z.number(),
  present: z.boolean(),
  creditMicroleads: said(z.number(), 'How far behind their share, in millionths of a lead.'),
  shareMicroleads: said(z.number(), 'What they are due of each lead; 0 for who is not there.'),
  turnIn: z.optional(said(Count, 'After how many leads of this pool they have one, 1 for the next.')),
  load: z.strictObject({ open: z.int(), capacity: Count }),
  code: z.nullable(Text),
  because: z.nullable(sentence()),
});

const PoolAnswer = z.strictObject({
  id: Text,
  strategy: codes<Strategy>({
    weighted: 'whose turn it is',
    'least-loaded': 'who has the most room',
    'first-to-accept': 'several are asked at once',
    pull: 'reps take leads themselves',
  }),
  condition: z.nullable(sentence('When it wants a lead; null for the catch-all.')),
  outsideHours: z.nullable(
    z.union([
      z.strictObject({ then: z.enum(['next-pool', 'hold']) }),
      z.strictObject({ then: z.literal('duty'), rep: Text }),
    ]),
  ),
  askAtOnce: z.nullable(Count),
  takeWithinMinutes: z.nullable(z.number()),
  next: said(z.array(Text), 'Before whom the next lead would be put.'),
  members: said(z.array(Member), 'In the order in which they get the next leads.'),
});

export const TeamAnswer = named(
  'Team',
  'Who works, how much each has, and whose turn it is, at this moment.',
  z.strictObject({ version: Count, at: Moment, reps: z.array(RepAnswer), pools: z.array(PoolAnswer) }),
);

export const Duty = named(
  'Duty',
  'The rep’s switch as it is now.',
  z.strictObject({ rep: Text, onDuty: z.boolean() }),
);
