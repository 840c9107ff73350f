/** Where leads are handed to. Secrets are named here and read where they are used. */
export type Destination =
  | {
      readonly id: string;
      readonly type: 'bitrix24';
      /** Base of the incoming webhook without its secret part, `https://company.bitrix24.ru/rest/`. */
      readonly baseUrl: string;
      /** Names the secret `userId/code` that completes the URL. */
      readonly secret: string;
    }
  | {
      readonly id: string;
      readonly type: 'telegram';
      readonly baseUrl: string;
      readonly secret: string;
    }
  | {
      readonly id: string;
      readonly type: 'webhook';
      readonly url: string;
      /** Names a `whsec_…` secret of Standard Webhooks. */
      readonly secret: string;
    };

export interface Destinations {
  readonly version: number;
  /** Origin that links in messages start with, `https://leads.example.com`. */
  readonly publicUrl: string;
  readonly destinations: readonly Destination[];
}
