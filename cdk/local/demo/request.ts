import type { FormFlaw } from './forms.ts';

/** One POST of a demonstration. `intent` is what it was made for, not what becomes of it. */
export interface DemoRequest {
  readonly intent: 'lead' | 'call' | 'repeat' | FormFlaw;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
