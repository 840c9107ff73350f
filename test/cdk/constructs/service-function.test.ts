import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { EnvironmentFor } from '#cdk/constructs/service-function.ts';
import { FUNCTION_NAMES, leadsTemplate, propertiesOf } from '#test/support/leads-template.ts';

const Wanted = z.object({
  TABLE_NAME: z.string(),
  ADDRESSES: z.enum(['public', 'any']),
  SECONDS: z.coerce.number(),
});

const variables = propertiesOf(
  leadsTemplate(),
  'AWS::Lambda::Function',
  z.object({ Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }) }),
).map(({ Environment }) => Environment.Variables);

describe("a function's environment", () => {
  it('is owed in full: what is left out or misspelt does not compile', () => {
    const full: EnvironmentFor<typeof Wanted> = { TABLE_NAME: 'leads', ADDRESSES: 'any', SECONDS: '30' };
    // @ts-expect-error -- SECONDS is missing
    const short: EnvironmentFor<typeof Wanted> = { TABLE_NAME: 'leads', ADDRESSES: 'any' };
    // @ts-expect-error -- no such address
    const wrong: EnvironmentFor<typeof Wanted> = { TABLE_NAME: 'leads', ADDRESSES: 'none', SECONDS: '30' };

    expect(Wanted.safeParse(full).success).toBe(true);
    expect(Wanted.safeParse(short).success).toBe(false);
    expect(Wanted.safeParse(wrong).success).toBe(false);
  });

  it('names the service and the namespace its metrics go to', () => {
    expect(variables.map((each) => each['POWERTOOLS_SERVICE_NAME']).sort()).toEqual(FUNCTION_NAMES);
    expect(new Set(variables.map((each) => each['POWERTOOLS_METRICS_NAMESPACE']))).toEqual(
      new Set(['LeadRelay']),
    );
  });
});
