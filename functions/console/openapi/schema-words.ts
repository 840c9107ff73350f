import * as z from 'zod/mini';

/** Schemas with a name of their own in the document. */
export const NAMED = new Map<z.ZodMiniType, string>();

/** Gives a schema its name in the document; it is described once, and referred to elsewhere. */
export function named<S extends z.ZodMiniType>(id: string, description: string, schema: S): S {
  const described = said(schema, description);
  NAMED.set(described, id);
  return described;
}

/** The same schema with what it means. */
export function said<S extends z.ZodMiniType>(schema: S, description: string): S {
  return schema.check(z.describe(description));
}

/** One of some codes. Every one of the type needs its meaning here, or this does not compile. */
export function codes<Code extends string>(meanings: Readonly<Record<Code, string>>) {
  const known = Object.keys(meanings).map((code) => code as Code);
  const told = Object.entries<string>(meanings).filter(([, meaning]) => meaning !== '');
  const schema = z.enum(known);
  if (told.length === 0) return schema;
  return said(schema, told.map(([code, meaning]) => `\`${code}\`: ${meaning}`).join('; '));
}

export const Text = z.string();
export const Count = z.int().check(z.minimum(0));
export const Moment = z.iso.datetime({ offset: true });
export const Day = z.iso.date();
export const TextByName = z.record(z.string(), z.string());

/** A sentence in the language of the request. */
export function sentence(description = 'In the language asked for.') {
  return z.string().check(z.describe(description));
}
