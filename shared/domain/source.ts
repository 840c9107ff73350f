import type { Sentence } from './language.ts';

/** A field of our own form, in the word every source's aliases translate to. */
export type FieldName =
  | 'name'
  | 'phone'
  | 'email'
  | 'company'
  | 'inn'
  | 'kpp'
  | 'ogrn'
  | 'product'
  | 'budget'
  | 'timeline'
  | 'role'
  | 'message'
  | 'consent';

/** What a source may send before it is asked to come back later. */
export interface SourceLimits {
  /** From one address of the network; only where anybody may send, a form service has few addresses. */
  readonly perAddressPerMinute: number;
  /** From everywhere together. */
  readonly perMinute: number;
}

/** Where the particulars of an event are fetched when the event only points at them. */
export interface DetailsSystem {
  readonly baseUrl: string;
  readonly tokenSecret: string;
}

/** A test that a person passes and a robot does not. `always` asks everybody, `suspicious` only whom we suspect. */
export interface CaptchaSettings {
  readonly service: 'yandex-smartcaptcha';
  readonly siteKey: string;
  readonly secret: string;
  readonly baseUrl: string;
  readonly when: 'always' | 'suspicious';
}

/** One configured entry: whose format it has, how it proves itself, what it must tell. */
export interface Source {
  readonly id: string;
  readonly provider: string;
  readonly kind: 'form' | 'call';
  /** Names of the secrets that prove origin; two while one is being rotated. */
  readonly secrets: readonly string[];
  /** Provider-specific plain settings, such as a public key or a user id. */
  readonly options: Readonly<Record<string, string>>;
  readonly mandatory: readonly FieldName[];
  /** Origins that a browser may post from; empty means any, without CORS headers for it. */
  readonly origins: readonly string[];
  /** What this source calls our fields: `{"Ваш ИНН": "inn"}`. */
  readonly aliases: Readonly<Record<string, string>>;
  /** Region a phone without a country code belongs to. */
  readonly region: string;
  readonly language: 'ru' | 'en';
  /** Networks it may send from, in CIDR; empty means any. */
  readonly addresses: readonly string[];
  readonly limits: SourceLimits;
  readonly details?: DetailsSystem;
  readonly captcha?: CaptchaSettings;
  /** Fields the embedded form asks, in this order. */
  readonly asks: readonly FieldName[];
  /** Pages a form without JavaScript may lead back to; the first one where it names none. */
  readonly returnTo: readonly string[];
  readonly consent?: { readonly textVersion: string; readonly text: Sentence };
}

export interface Sources {
  readonly version: number;
  readonly sources: readonly Source[];
}
