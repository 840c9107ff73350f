import type { FormSchema } from '../form-schema.ts';

/** Reads a schema. Only the shape nothing can be drawn without is looked at: it is our own server's answer. */
export function parseSchema(value: unknown): FormSchema | undefined {
  if (typeof value !== 'object' || value === null || !('fields' in value)) return undefined;
  return Array.isArray(value.fields) && value.fields.length > 0 ? (value as FormSchema) : undefined;
}
