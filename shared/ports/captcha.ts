import type { CaptchaOutcome } from '#shared/domain/lead.ts';
import type { CaptchaSettings } from '#shared/domain/source.ts';

export interface CaptchaQuestion {
  readonly settings: CaptchaSettings;
  /** What the browser was given for passing the test; good once, for some minutes. */
  readonly token: string;
  /** Network address of the visitor. */
  readonly address: string;
  readonly timeoutMs: number;
}

export interface Captcha {
  /**
   * Whether the visitor passed the test. Never throws and takes no longer than it may: a service that does not
   * answer, or refuses us, is `unavailable` and says nothing about the visitor.
   */
  check(question: CaptchaQuestion): Promise<CaptchaOutcome>;
}
