/** The reasons for which a form may come to nothing, each by the demonstration's own policy. */
export const FORM_FLAWS = [
  'individual',
  'too-small',
  'region-not-served',
  'no-need',
  'wrong-inn',
  'company-liquidated',
  'company-bankrupt',
  'spam',
] as const;

export type FormFlaw = (typeof FORM_FLAWS)[number];

/** One POST of a demonstration. `intent` is what it was made for, not what becomes of it. */
export interface DemoRequest {
  readonly intent: 'lead' | 'call' | 'repeat' | FormFlaw;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
