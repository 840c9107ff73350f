import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MetricNames } from '#shared/runtime/metric-names.ts';
import { leadsTemplate, REPOSITORY } from '#test/support/leads-template.ts';

const text = JSON.stringify(leadsTemplate().toJSON());
const drawn = [...text.matchAll(/\\"LeadRelay\\",\\"(\w+)\\",\\"service\\",\\"([^"\\]+)\\"/g)].map(toPair);
const watched = [
  ...text.matchAll(/"Dimensions":\[\{"Name":"service","Value":"([^"]+)"\}\],[^[\]]*?"MetricName":"(\w+)"/g),
].map(([all, service, name]) => toPair([all, name, service]));

describe('dashboard and alarms', () => {
  it('look at metrics, and draw how fast each stage is', () => {
    const names = new Set(drawn.map(({ name }) => name));

    expect(watched.length).toBeGreaterThan(5);
    expect([...names]).toEqual(
      expect.arrayContaining([
        MetricNames.TimeToQualified,
        MetricNames.TimeToAssigned,
        MetricNames.TimeToDelivered,
      ]),
    );
    expect(text).toContain('promise: 10 s');
  });

  it('look where the metric is recorded: at the function whose source names it', () => {
    const blind = [...drawn, ...watched].filter(
      ({ name, service }) => !sourceOf(service).includes(`MetricNames.${name}`),
    );

    expect(blind).toEqual([]);
  });
});

interface Looked {
  readonly name: string;
  readonly service: string;
}

function toPair([, name = '', service = '']: readonly (string | undefined)[]): Looked {
  return { name, service };
}

/** All a function can record: what its own folder names, the steps that all intake shares, and its meter itself. */
function sourceOf(service: string): string {
  const own = readFolder(join('functions', service));
  const meter = own.includes('createMeter()') ? readFileSync(join(REPOSITORY, METER), 'utf8') : '';
  return [own, readFolder('shared/intake'), meter].join('\n');
}

const METER = 'shared/runtime/metrics.ts';

function readFolder(path: string): string {
  const folder = join(REPOSITORY, path);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  return files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
}
