import * as z from 'zod/mini';

/** The function's environment by its schema. A missing variable stops the function by its name, before any event. */
export function readEnvironment<T extends z.core.$ZodType>(schema: T): z.core.output<T> {
  const parsed = z.safeParse(schema, process.env);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`environment is incomplete: ${faults.join('; ')}`);
}
