import * as z from 'zod/mini';
import type { Schema } from './operation.ts';
import { NAMED } from './schema-words.ts';

/** A schema as OpenAPI 3.1 has it: JSON Schema, draft 2020-12. */
export type JsonSchema = { readonly [keyword: string]: unknown };

export const COMPONENTS = '#/components/schemas/';

const INLINE = 'inline:';

/** What is sent and what is answered differ: a default is no duty of the sender, and always there in the answer. */
export type Direction = 'input' | 'output';

export interface JsonSchemas {
  /** Of each schema with a name. */
  readonly named: Readonly<Record<string, JsonSchema>>;
  /** Of any schema that was asked for: a reference where it has a name. */
  readonly of: (schema: Schema) => JsonSchema;
}

/** Turns schemas into JSON Schema, all in one go, so that each of those with a name is written out once. */
export function toJsonSchemas(schemas: Iterable<Schema>, io: Direction): JsonSchemas {
  const registry = z.registry<{ readonly id: string }>();
  const ids = new Map([...NAMED].map(([schema, name]) => [schema, COMPONENTS + name]));
  for (const schema of schemas) if (!ids.has(schema)) ids.set(schema, `${INLINE}${ids.size}`);
  for (const [schema, id] of ids) registry.add(schema, { id });

  const { schemas: written } = z.toJSONSchema(registry, { io, uri: (id) => id });
  const tidy = (id: string): JsonSchema => tidied(written[id], { io, written }) as JsonSchema;
  const named = [...ids.values()].filter((id) => id.startsWith(COMPONENTS));
  return {
    named: Object.fromEntries(named.map((id) => [id.slice(COMPONENTS.length), tidy(id)])),
    of: (schema) => {
      const id = ids.get(schema) ?? '';
      return id.startsWith(COMPONENTS) ? { $ref: id } : tidy(id);
    },
  };
}

interface Tidying {
  readonly io: Direction;
  readonly written: Readonly<Record<string, unknown>>;
}

/** Without what says nothing to a reader, and with what has no name written out where it is used. */
function tidied(value: unknown, tidying: Tidying): unknown {
  if (Array.isArray(value)) return value.map((one) => tidied(one, tidying));
  if (typeof value !== 'object' || value === null) return value;
  const schema: JsonSchema = Object.fromEntries(Object.entries(value));
  const { $ref, ...rest } = schema;
  if (typeof $ref === 'string' && $ref.startsWith(INLINE))
    return {
      ...(tidied(tidying.written[$ref], tidying) as JsonSchema),
      ...(tidied(rest, tidying) as JsonSchema),
    };
  const kept = Object.entries(schema).filter(
    ([keyword, said]) => !isNoise(keyword, said, schema, tidying.io),
  );
  return Object.fromEntries(kept.map(([keyword, said]) => [keyword, tidied(said, tidying)]));
}

/**
 * Answers may gain members, so the document does not forbid those it does not know; a body that has one too many is
 * refused. The bounds of a safe integer and the pattern of a moment are longer than what they tell.
 */
function isNoise(keyword: string, said: unknown, schema: JsonSchema, io: Direction): boolean {
  switch (keyword) {
    case '$schema':
    case '$id':
      return true;
    case 'additionalProperties':
      return io === 'output' && said === false;
    case 'pattern':
      return schema['format'] === 'date-time' || schema['format'] === 'date';
    case 'minimum':
    case 'maximum':
      return Math.abs(Number(said)) === Number.MAX_SAFE_INTEGER;
    default:
      return keyword === 'propertyNames' && JSON.stringify(said) === '{"type":"string"}';
  }
}
