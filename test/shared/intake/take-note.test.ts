import { beforeEach, describe, expect, it } from 'vitest';
import type { Submission } from '#shared/domain/submission.ts';
import { HOUR_MS } from '#shared/domain/time.ts';
import { takeNote, withNotes } from '#shared/intake/take-note.ts';
import { aSource } from '#test/support/a-source.ts';
import { InMemoryCallNotes } from '#test/support/in-memory-call-notes.ts';
import { HandClock } from '#test/support/intake-world.ts';

const SOURCE = aSource({ id: 'pbx', kind: 'call' });

const CALL: Submission = {
  kind: 'call',
  source: 'pbx',
  provider: 'pbx',
  language: 'ru',
  eventId: 'call-1',
  fields: { phone: '+79990000001' },
  attribution: { utm_source: 'yandex' },
  extra: {},
  suspicions: [],
  call: { missed: true, talkSeconds: 0 },
};

let notes: InMemoryCallNotes;
let clock: HandClock;
beforeEach(() => {
  notes = new InMemoryCallNotes();
  clock = new HandClock();
});

async function note(marks: Readonly<Record<string, string>>): Promise<void> {
  const taken = await takeNote({ outcome: 'note', callId: 'call-1', marks }, SOURCE, { notes, clock });
  expect(taken).toEqual({ outcome: 'noted' });
}

function ended(callId: string | undefined): Promise<Submission> {
  const reading = {
    outcome: 'submission',
    submission: CALL,
    ...(callId === undefined ? {} : { callId }),
  } as const;
  return withNotes(reading, SOURCE, { notes, clock });
}

describe('what the middle of a call told', () => {
  it('is known at its end; what the end says itself counts more', async () => {
    await note({ utm_campaign: 'autumn', utm_source: 'google' });
    await note({ utm_term: 'станки' });
    clock.pass(HOUR_MS);

    expect(await ended('call-1')).toEqual({
      ...CALL,
      attribution: { utm_campaign: 'autumn', utm_term: 'станки', utm_source: 'yandex' },
    });
  });

  it('is forgotten when nobody talks that long', async () => {
    await note({ utm_campaign: 'autumn' });
    clock.pass(6 * HOUR_MS);

    expect(await ended('call-1')).toEqual(CALL);
  });

  it('says nothing about another call, or one whose events name no call', async () => {
    await note({ utm_campaign: 'autumn' });

    expect(await ended('call-2')).toEqual(CALL);
    expect(await ended(undefined)).toEqual(CALL);
  });

  it('never stands in the way of a lead when it cannot be read', async () => {
    notes = Object.assign(notes, {
      find: async () => {
        throw new Error('down');
      },
    });

    expect(await ended('call-1')).toEqual(CALL);
  });
});
