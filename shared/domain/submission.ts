import type { Call, Consent } from './lead.ts';
import type { Language } from './language.ts';

/**
 * What a source sent, in our field names but otherwise untouched: nothing is validated yet.
 */
export interface Submission {
  readonly kind: 'form' | 'call';
  readonly source: string;
  readonly provider: string;
  readonly language: Language;
  /**
   * The sender's own id of this event: an Idempotency-Key, a call id, a form service's lead id.
   * Absent when the sender has none; then equal content within a while is a repeat.
   */
  readonly eventId?: string;
  /** Texts as typed, by our field names (`name`, `phone`, `inn`, `budget` …). */
  readonly fields: Readonly<Record<string, string>>;
  readonly attribution: Readonly<Record<string, string>>;
  readonly extra: Readonly<Record<string, string>>;
  readonly suspicions: readonly string[];
  /** What proves a consent besides its text and time; kept only when there is one. */
  readonly evidence?: Omit<Consent, 'textVersion' | 'at'>;
  readonly call?: Call;
}
