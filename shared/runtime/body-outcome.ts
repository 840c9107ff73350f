/** Values by field name, in the order they were sent. A Map, so that no name can mean anything special. */
export type FormFields = ReadonlyMap<string, readonly string[]>;

export interface UnreadableBody {
  readonly outcome: 'unreadable';
  readonly status: 400 | 413 | 415 | 422;
  /** Stable, and never with anything of the body in it. */
  readonly code: string;
}

export type BodyReading =
  | { readonly outcome: 'fields'; readonly fields: FormFields }
  | { readonly outcome: 'json'; readonly value: unknown }
  | UnreadableBody;

export interface BodyLimits {
  readonly maxBytes: number;
  /** Multipart bodies carry their boundaries and headers along. */
  readonly maxMultipartBytes: number;
  /** Keys of a JSON document; `MAX_FIELDS` unless said. */
  readonly maxKeys?: number;
}

/** The largest honest form we know of is a tenth of this. */
export const FORM_LIMITS: BodyLimits = { maxBytes: 64 * 1024, maxMultipartBytes: 1024 * 1024 };

export const TELEPHONY_LIMITS: BodyLimits = { maxBytes: 256 * 1024, maxMultipartBytes: 1024 * 1024 };

/**
 * Many short events in one signed request: HubSpot sends up to 100, Meta is said to send up to 1 000, each with a dozen
 * keys.
 */
export const BATCH_LIMITS: BodyLimits = {
  maxBytes: 1024 * 1024,
  maxMultipartBytes: 1024 * 1024,
  maxKeys: 20_000,
};

/** Pairs of a form, keys of a JSON document. */
export const MAX_FIELDS = 500;

export function unreadable(status: UnreadableBody['status'], code: string): UnreadableBody {
  return { outcome: 'unreadable', status, code };
}

/** The values of each name together; a value without a name says nothing. */
export function groupPairs(pairs: Iterable<readonly [string, string]>): FormFields {
  const fields = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    if (name === '') continue;
    const values = fields.get(name);
    if (values === undefined) fields.set(name, [value]);
    else values.push(value);
  }
  return fields;
}
