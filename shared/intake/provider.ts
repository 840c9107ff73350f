import type { Source } from '#shared/domain/source.ts';
import type { Submission } from '#shared/domain/submission.ts';

/** A request as it arrived, before anything was parsed. Header names are lower-case. */
export interface ProviderRequest {
  readonly method: string;
  /** What follows `/v1/calls/{source}` or `/v1/forms/{source}`, with its leading slash, or empty. */
  readonly rest: string;
  /** Public URL of the request, for providers that sign it. */
  readonly url: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  /** Network address of the sender, as the platform saw it. */
  readonly address: string;
  readonly now: Date;
}

export interface ProviderAnswer {
  readonly status: number;
  readonly body: string;
  readonly contentType?: string;
}

/** An event that says only which submission there is; its particulars are fetched from where it lies. */
export interface Pointer {
  readonly eventId: string;
  /** Id in the provider's system, for `SubmissionDetails`. */
  readonly ref: string;
  /** What the event itself tells of where the visitor came from. */
  readonly attribution: Readonly<Record<string, string>>;
}

/** What speaks for a person having filled in a form: when it was shown to them, a test they passed. */
export interface PersonProof {
  readonly shown?: string | undefined;
  readonly captchaToken?: string | undefined;
}

export type Reading =
  /** A lead: keep it. `callId` is there when earlier events of the call may have left notes. */
  | {
      readonly outcome: 'submission';
      readonly submission: Submission;
      readonly callId?: string;
      readonly proof?: PersonProof;
    }
  /** One or more leads whose particulars have to be fetched. */
  | { readonly outcome: 'pointers'; readonly pointers: readonly Pointer[] }
  /** The middle of a call, worth remembering for its end. */
  | {
      readonly outcome: 'note';
      readonly callId: string;
      readonly marks: Readonly<Record<string, string>>;
    }
  /** A call of ours that somebody outside has answered: the first response to whoever waits at that number. */
  | { readonly outcome: 'response'; readonly phone: string; readonly talkSeconds: number }
  /** Nothing to keep, and nothing wrong: an intermediate event, a call among ourselves, a hidden caller. */
  | { readonly outcome: 'ignored'; readonly because: string }
  /** The request is not of this provider's form. `code` is stable; nothing of the body may be in it. */
  | { readonly outcome: 'unreadable'; readonly status: 400 | 413 | 415 | 422; readonly code: string };

/**
 * Whose format a source has: is the request genuine, and what does it say.
 * One file per provider; a source names it in its settings.
 */
export interface Provider {
  readonly id: string;

  /**
   * An answer the provider wants before it sends anything, such as the echo of a challenge.
   * Asked first, without proof of origin: it must have no effect.
   */
  greet?(request: ProviderRequest, source: Source, secrets: readonly string[]): ProviderAnswer | undefined;

  /** Proof of origin over the bytes as received, in constant time, before they are parsed. */
  isGenuine(request: ProviderRequest, source: Source, secrets: readonly string[]): boolean;

  read(request: ProviderRequest, source: Source): Reading | Promise<Reading>;

  /** Whether the person who filled it in sees our answer and can put a fault right: true for our own form only. */
  readonly correctable?: boolean;

  /** What the provider wants to hear once all went well; also for what was ignored. */
  readonly success: ProviderAnswer;
}
