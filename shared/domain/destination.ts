/** What it says about a lead that its card has come to a stage. */
export type StageMeaning = 'accepted' | 'declined' | 'first-response' | 'won' | 'lost';

/** Where leads are handed to. Secrets are named here and read where they are used. */
export type Destination =
  | {
      readonly id: string;
      readonly type: 'bitrix24';
      /** Base of the incoming webhook without its secret part, `https://company.bitrix24.ru/rest/`. */
      readonly baseUrl: string;
      /** Names the secret `userId/code` that completes the URL. */
      readonly secret: string;
      /** Names the application token of the outgoing webhook by which the portal tells what becomes of cards. */
      readonly eventsSecret?: string;
      /** What its stages mean to us, by their code: `CONVERTED`, `C1:WON`. */
      readonly stages?: Readonly<Record<string, StageMeaning>>;
    }
  | {
      readonly id: string;
      readonly type: 'telegram';
      readonly baseUrl: string;
      readonly secret: string;
      /** Names the `secret_token` of the bot's webhook, by which pressed buttons are told; without it links alone. */
      readonly eventsSecret?: string;
    }
  | {
      readonly id: string;
      readonly type: 'webhook';
      readonly url: string;
      /** Names a `whsec_…` secret of Standard Webhooks. */
      readonly secret: string;
    };

/** Whether it speaks to the rep themselves, before the lead has an owner; a CRM wants to hear of an owner. */
export function tellsReps({ type }: Destination): boolean {
  return type === 'telegram';
}

export interface Destinations {
  readonly version: number;
  /** Origin that links in messages start with, `https://leads.example.com`. */
  readonly publicUrl: string;
  readonly destinations: readonly Destination[];
}
