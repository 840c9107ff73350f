import type { Call } from '#shared/domain/lead.ts';
import type { Source } from '#shared/domain/source.ts';
import { completeAttribution } from '#shared/intake/form/attribution.ts';
import type { Reading } from '#shared/intake/provider.ts';
import { parseCallerNumber, parseLineNumber } from './caller.ts';

/** Nobody talks for longer; a clock that jumped would say so all the same. */
const MAX_TALK_SECONDS = 86_400;

/** A finished inbound call as a switchboard reports it; texts that are missing or empty were not told. */
export interface ToldCall {
  readonly source: Source;
  readonly provider: string;
  /** Absent where the switchboard was told to leave it out; then equal content within a while is a repeat. */
  readonly eventId?: string | undefined;
  /** Under which earlier events of the call left their notes. */
  readonly callId?: string | undefined;
  readonly phone: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly call: {
    readonly missed: boolean;
    readonly talkSeconds: number;
    readonly trackingNumber?: string | null | undefined;
  };
  /** Marks of where the caller came from, by their vendor's names; `page` and `referrer` are addresses. */
  readonly attribution?: Readonly<Record<string, string | null | undefined>>;
}

/** The call as a submission; one whose caller is hidden is nobody's who could be called back. */
export function toCallSubmission(told: ToldCall): Reading {
  const { source, provider, eventId, callId, name } = told;
  const phone = parseCallerNumber(told.phone);
  if (phone === undefined) return { outcome: 'ignored', because: 'hidden-caller' };
  return {
    outcome: 'submission',
    submission: {
      kind: 'call',
      source: source.id,
      provider,
      language: source.language,
      ...(eventId === undefined ? {} : { eventId }),
      fields: { phone, ...(name ? { name } : {}) },
      attribution: toAttribution(told.attribution ?? {}),
      extra: {},
      suspicions: [],
      call: toCall(told),
    },
    ...(callId === undefined ? {} : { callId }),
  };
}

/** A call that one of us has made to somebody outside, once it is over. */
export interface ToldOutboundCall {
  readonly phone: string | null | undefined;
  readonly answered: boolean;
  readonly talkSeconds: number;
}

/** It counts where somebody answered; who did not is called again, and waits still. */
export function toResponse({ phone, answered, talkSeconds }: ToldOutboundCall): Reading {
  const client = parseCallerNumber(phone);
  if (client === undefined) return { outcome: 'ignored', because: 'not-inbound' };
  if (!answered) return { outcome: 'ignored', because: 'outbound-unanswered' };
  return {
    outcome: 'response',
    phone: client,
    talkSeconds: Number.isFinite(talkSeconds) ? withinADay(talkSeconds) : 0,
  };
}

/** Empty marks are left out, long ones cut; an advertisement's marks are also read from the page's address. */
export function toAttribution(
  marks: Readonly<Record<string, string | null | undefined>>,
): Readonly<Record<string, string>> {
  const told = Object.entries(marks).map(([name, text]) => [name, (text ?? '').trim()] as const);
  return completeAttribution(Object.fromEntries(told.filter(([, text]) => text !== '')), undefined);
}

function toCall({ call: { missed, talkSeconds, trackingNumber }, source }: ToldCall): Call {
  const line = parseLineNumber(trackingNumber, source.region);
  return {
    missed,
    talkSeconds: missed || !Number.isFinite(talkSeconds) ? 0 : withinADay(talkSeconds),
    ...(line === undefined ? {} : { trackingNumber: line }),
  };
}

function withinADay(seconds: number): number {
  return Math.min(MAX_TALK_SECONDS, Math.max(0, Math.round(seconds)));
}
