/** A phone in E.164 with the country it really belongs to. */
export interface Phone {
  readonly e164: string;
  readonly country?: string;
  /** MOBILE, FIXED_LINE, TOLL_FREE …, as libphonenumber names them. */
  readonly type?: string;
  readonly extension?: string;
}

export interface PhoneNumbers {
  /** Reads a phone the way people type it; `region` (ISO 3166, `RU`) is for numbers without a country code. */
  parse(text: string, region: string): Phone | undefined;
}
