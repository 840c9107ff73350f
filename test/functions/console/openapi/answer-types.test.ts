import { describe, expectTypeOf, it } from 'vitest';
import type * as z from 'zod/mini';
import type { ConnectorHealth } from '#functions/console/connector-health.ts';
import type { ErasureReceipt } from '#functions/console/erasure-receipt.ts';
import type { JudgementView } from '#functions/console/judgement-view.ts';
import type { FullLeadView, LeadView } from '#functions/console/lead-view.ts';
import type { ErasureReceiptAnswer } from '#functions/console/openapi/answers/erasures.ts';
import type { FormSchemaAnswer } from '#functions/console/openapi/answers/forms.ts';
import type { Judgement } from '#functions/console/openapi/answers/judgement.ts';
import type { FullLead, LeadAnswer } from '#functions/console/openapi/answers/lead.ts';
import type { Problem } from '#functions/console/openapi/answers/problem.ts';
import type { Connectors } from '#functions/console/openapi/answers/system.ts';
import type { TeamAnswer } from '#functions/console/openapi/answers/team.ts';
import type { Differences } from '#functions/console/openapi/answers/trials.ts';
import type { TeamView } from '#functions/console/team-view.ts';
import type { FormSchema } from '#functions/web-form/form-schema.ts';
import type { PolicyDifference } from '#shared/domain/policy-difference.ts';
import type { ProblemField } from '#shared/runtime/problem.ts';

/** What a schema describes, as nobody may change it: the views are like that. */
type Described<Schema extends z.ZodMiniType> = Frozen<z.output<Schema>>;
type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;

/** Every path in an object type, through arrays; a member that only some of a choice have counts as well. */
type Members<T, Depth extends 0[] = []> = Depth['length'] extends 5
  ? never
  : T extends readonly (infer One)[]
    ? Members<One, [...Depth, 0]>
    : T extends object
      ? string extends keyof T
        ? never
        : {
            [K in keyof T & string]: K | `${K}.${Members<Exclude<T[K], null | undefined>, [...Depth, 0]>}`;
          }[keyof T & string]
      : never;

describe('the document of the API describes what is answered, also where no test ever answers it:', () => {
  it('a lead', () => {
    expectTypeOf<LeadView>().toExtend<Described<typeof LeadAnswer>>();
    expectTypeOf<Described<typeof LeadAnswer>>().toExtend<LeadView>();
    expectTypeOf<Members<LeadView>>().toEqualTypeOf<Members<z.output<typeof LeadAnswer>>>();
  });

  it('a lead in full', () => {
    expectTypeOf<FullLeadView>().toExtend<Described<typeof FullLead>>();
    expectTypeOf<keyof FullLeadView>().toEqualTypeOf<keyof z.output<typeof FullLead>>();
  });

  it('a judgement', () => {
    expectTypeOf<JudgementView>().toExtend<Described<typeof Judgement>>();
    expectTypeOf<Members<JudgementView>>().toEqualTypeOf<Members<z.output<typeof Judgement>>>();
  });

  it('the team', () => {
    expectTypeOf<TeamView>().toExtend<Described<typeof TeamAnswer>>();
    expectTypeOf<Members<TeamView>>().toEqualTypeOf<Members<z.output<typeof TeamAnswer>>>();
  });

  it('what a form asks', () => {
    expectTypeOf<FormSchema['fields']>().toExtend<Described<typeof FormSchemaAnswer>['fields']>();
    expectTypeOf<keyof FormSchema>().toEqualTypeOf<keyof z.output<typeof FormSchemaAnswer>>();
  });

  it('connectors, an erasure, a difference, a field at fault', () => {
    expectTypeOf<ConnectorHealth>().toExtend<Described<typeof Connectors>>();
    expectTypeOf<Members<ConnectorHealth>>().toEqualTypeOf<Members<z.output<typeof Connectors>>>();
    expectTypeOf<ErasureReceipt>().toExtend<Described<typeof ErasureReceiptAnswer>>();
    expectTypeOf<keyof ErasureReceipt>().toEqualTypeOf<keyof z.output<typeof ErasureReceiptAnswer>>();
    expectTypeOf<PolicyDifference>().toExtend<Described<typeof Differences>['differences'][number]>();
    expectTypeOf<keyof PolicyDifference>().toEqualTypeOf<
      keyof z.output<typeof Differences>['differences'][number]
    >();
    expectTypeOf<ProblemField>().toExtend<NonNullable<Described<typeof Problem>['errors']>[number]>();
  });
});
