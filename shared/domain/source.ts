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
  readonly consent?: { readonly textVersion: string; readonly text: Sentence };
}

export interface Sources {
  readonly version: number;
  readonly sources: readonly Source[];
}
