import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { anchorOf } from '#cdk/monitoring/service-alarm.ts';
import { leadsTemplate, propertiesOf, REPOSITORY } from '#test/support/leads-template.ts';

const alarms = propertiesOf(
  leadsTemplate(),
  'AWS::CloudWatch::Alarm',
  z.object({ AlarmName: z.string(), AlarmDescription: z.string(), AlarmActions: z.array(z.unknown()) }),
);

const runbook = readFileSync(join(REPOSITORY, 'cdk/runbook.md'), 'utf8');
const articles = runbook
  .split(/^### /m)
  .slice(1)
  .map((text) => ({ title: text.slice(0, text.indexOf('\n')), text }));

describe('the runbook', () => {
  it('has an article for every alarm, and no other', () => {
    const named = alarms.map(({ AlarmName }) => AlarmName.replace('LeadRelay-production/', ''));

    expect(articles.map(({ title }) => title).sort()).toEqual(named.sort());
  });

  it.each(articles)(
    'says under $title what is hurt, where to look, how to mend, and when not to',
    ({ text }) => {
      const sections = [...text.matchAll(/^#### (.+)$/gm)].map(([, heading]) => heading);

      expect(sections).toEqual(['Impact', 'Look', 'Mend', 'When to leave it alone']);
    },
  );
});

describe('every alarm', () => {
  it.each(alarms)(
    '$AlarmName says the impact first and then where to read on',
    ({ AlarmName, AlarmDescription }) => {
      const article = AlarmName.replace('LeadRelay-production/', '');
      const [impact, anchor] = AlarmDescription.split(' Runbook: cdk/runbook.md#');

      expect(impact).toMatch(/^\p{Lu}.{30,}\.$/u);
      expect(anchor).toBe(anchorOf(article));
    },
  );

  it.each(alarms)('$AlarmName tells somebody', ({ AlarmActions }) => {
    expect(AlarmActions).toHaveLength(1);
  });
});
