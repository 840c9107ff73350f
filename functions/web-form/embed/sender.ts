import type { DraftStore, SubmissionBody, Texts } from './draft.ts';
import type { Answer, Fault } from './post.ts';
import { retryDelayMs } from './retry.ts';

/** What becomes of a submission, for whoever shows it. */
export type Progress =
  | { readonly step: 'sending' }
  | { readonly step: 'asking-captcha' }
  | { readonly step: 'sent'; readonly leadId: string | undefined }
  | { readonly step: 'faulty'; readonly errors: readonly Fault[] }
  | { readonly step: 'waiting' }
  | { readonly step: 'limited'; readonly afterSeconds: number }
  | { readonly step: 'captcha-failed' }
  | { readonly step: 'refused'; readonly status: number };

/** Asks the visitor to prove that they are one. */
export interface CaptchaDesk {
  /** Whether everybody is asked, before the server says so. */
  readonly always: boolean;
  /** The proof; undefined when none can be had. May take as long as a person does; `onAsk` when they are asked. */
  prove(onAsk: () => void): Promise<string | undefined>;
  /** A proof counts once. */
  forget(): void;
}

export interface SenderTools {
  readonly drafts: DraftStore;
  readonly captcha: CaptchaDesk | undefined;
  readonly post: (body: SubmissionBody, key: string) => Promise<Answer>;
  /** Calls back later; the answer takes that back. */
  readonly later: (work: () => void, delayMs: number) => () => void;
  readonly random: () => number;
  readonly tell: (progress: Progress) => void;
}

/**
 * Sends what the visitor filled in, until it has arrived.
 *
 * It is kept before it is sent, and every attempt has the same key: the page may be closed, the answer be lost or the
 * button be pressed twice, and it is one lead all the same.
 */
export class Sender {
  private readonly tools: SenderTools;
  /** Of the attempt that counts; whatever an earlier one still brings is ignored. */
  private turn = 0;
  private failures = 0;
  /** Whether an answer is awaited. */
  isPosting = false;
  private isCaptchaDemanded: boolean;
  private stopWaiting: (() => void) | undefined;

  constructor(tools: SenderTools) {
    this.tools = tools;
    this.isCaptchaDemanded = tools.captcha?.always ?? false;
  }

  /** Sends it; pressed again while an answer is awaited, does nothing. */
  async send(fields: Texts, body: SubmissionBody): Promise<void> {
    if (this.isPosting) return;
    this.tools.drafts.keepPending(fields, body);
    this.failures = 0;
    await this.resume();
  }

  /** Sends what waits, if anything does: on the next page, when the network is back, when the time has come. */
  async resume(): Promise<void> {
    const pending = this.tools.drafts.read()?.pending;
    if (this.isPosting || pending === undefined) return;
    this.stopWaiting?.();
    const turn = ++this.turn;
    const proof = await this.prove();
    if (turn !== this.turn) return;
    const answer = await this.post(proof === undefined ? pending : { ...pending, 'smart-token': proof });
    await this.settle(answer, proof !== undefined);
  }

  /** The visitor changes what waits to be sent, so it will be sent when they say so. */
  withdraw(): void {
    if (this.isPosting) return;
    this.turn += 1;
    this.stopWaiting?.();
    this.tools.drafts.dropPending();
  }

  private async prove(): Promise<string | undefined> {
    const { captcha, tell } = this.tools;
    if (captcha === undefined || !this.isCaptchaDemanded) return undefined;
    return captcha.prove(() => tell({ step: 'asking-captcha' }));
  }

  private async post(body: SubmissionBody): Promise<Answer> {
    const { drafts, post, tell } = this.tools;
    this.isPosting = true;
    tell({ step: 'sending' });
    try {
      const answer = await post(body, drafts.read()?.key ?? drafts.renewKey().key);
      return answer.outcome === 'key-reused' ? await post(body, drafts.renewKey().key) : answer;
    } finally {
      this.isPosting = false;
    }
  }

  private async settle(answer: Answer, hadProof: boolean): Promise<void> {
    const { captcha, drafts, tell } = this.tools;
    if (answer.outcome !== 'unavailable') captcha?.forget();
    switch (answer.outcome) {
      case 'sent':
        drafts.clear();
        return tell({ step: 'sent', leadId: answer.leadId });
      case 'unavailable':
        return this.waitForBetterTimes();
      case 'limited':
        return this.waitAsTold(answer.afterSeconds);
      case 'captcha-required':
        return this.demandCaptcha(hadProof);
      case 'faulty':
        drafts.dropPending();
        return tell({ step: 'faulty', errors: answer.errors });
      case 'key-reused':
        drafts.dropPending();
        return tell({ step: 'refused', status: 422 });
      case 'refused':
        drafts.dropPending();
        return tell({ step: 'refused', status: answer.status });
    }
  }

  private waitForBetterTimes(): void {
    const { random, tell } = this.tools;
    this.failures += 1;
    this.resumeIn(retryDelayMs(this.failures, random()));
    tell({ step: 'waiting' });
  }

  private waitAsTold(afterSeconds: number): void {
    this.resumeIn(afterSeconds * 1_000);
    this.tools.tell({ step: 'limited', afterSeconds });
  }

  /** The visitor is asked once more after a proof that did not count, but not after none could be had. */
  private async demandCaptcha(hadProof: boolean): Promise<void> {
    const { captcha, drafts, tell } = this.tools;
    const wasAsked = this.isCaptchaDemanded && !hadProof;
    this.isCaptchaDemanded = true;
    if (captcha !== undefined && !wasAsked) return this.resume();
    drafts.dropPending();
    tell({ step: 'captcha-failed' });
  }

  private resumeIn(delayMs: number | undefined): void {
    this.stopWaiting = undefined;
    if (delayMs !== undefined) this.stopWaiting = this.tools.later(() => void this.resume(), delayMs);
  }
}
