import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { leadsApp } from '#test/support/leads-template.ts';

const Finding = z.object({ ruleName: z.string(), reason: z.optional(z.string()) });
const Report = z.object({
  pluginReports: z.array(
    z.object({
      conclusion: z.string(),
      violations: z.array(Finding),
      suppressedViolations: z.array(Finding),
    }),
  ),
});

/** Its hundred rules over a hundred resources take two seconds, and ten times that on a busy machine. */
const TIMEOUT_MS = 120_000;

describe('cdk-nag', () => {
  it('finds nothing that is not acknowledged with a reason', { timeout: TIMEOUT_MS }, () => {
    const { app } = leadsApp();
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));

    const { directory } = app.synth();
    const { pluginReports } = Report.parse(
      JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf8')),
    );

    expect(pluginReports.map(({ conclusion }) => conclusion)).toEqual(['success']);
    expect(pluginReports.flatMap(({ violations }) => violations)).toEqual([]);
    for (const { reason } of pluginReports.flatMap(({ suppressedViolations }) => suppressedViolations)) {
      expect(reason?.length).toBeGreaterThan(40);
    }
  });
});
