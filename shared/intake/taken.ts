import type { Limited } from './admission.ts';
import type { ProviderAnswer } from './provider.ts';
import type { Receipt } from './receive-submission.ts';

/** What became of one request. */
export type Taken =
  | Receipt
  | Limited
  /** One request told of several leads. */
  | { readonly outcome: 'several'; readonly each: readonly Taken[] }
  | { readonly outcome: 'noted' }
  /** A call of ours has reached the clients of these leads. */
  | { readonly outcome: 'responded'; readonly leadIds: readonly string[] }
  | { readonly outcome: 'greeted'; readonly answer: ProviderAnswer }
  | { readonly outcome: 'forged'; readonly because: 'address' | 'proof' }
  | { readonly outcome: 'ignored'; readonly because: string }
  | { readonly outcome: 'unreadable'; readonly status: 400 | 413 | 415 | 422; readonly code: string };
