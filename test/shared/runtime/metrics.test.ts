import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readEmfLine } from '#cdk/local/records/emf.ts';
import { createMeter } from '#shared/runtime/metrics.ts';

beforeEach(() => {
  vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'web-form');
  vi.stubEnv('POWERTOOLS_METRICS_NAMESPACE', 'LeadRelay');
  vi.stubEnv('POWERTOOLS_DEV', 'true');
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'false');
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe('a meter', () => {
  it('writes one line for everything that was counted, and none for nothing', () => {
    const lines = listen();
    const meter = createMeter();
    meter.publish();
    lines.length = 0;

    meter.publish();
    expect(lines).toEqual([]);

    meter.count('LeadReceived', 2);
    meter.milliseconds('TimeToQualified', 12);
    meter.publish();
    meter.publish();

    expect(lines).toMatchObject([{ service: 'web-form', LeadReceived: 2, TimeToQualified: 12 }]);
  });

  it('tells a cold start once', () => {
    const lines = listen();
    const meter = createMeter();

    meter.publish();
    meter.count('LeadReceived');
    meter.publish();

    expect(lines).toMatchObject([{ ColdStart: 1 }, { LeadReceived: 1 }]);
    expect(lines[1]).not.toHaveProperty('ColdStart');
  });

  it('counts in all and by the breakdown, whose values it cuts', () => {
    const lines = listen();
    const meter = createMeter();

    meter.count('LeadReceived', 2, { source: 's'.repeat(300) });
    meter.publish();

    const metrics = lines.flatMap((line) => readEmfLine(JSON.stringify(line)));
    expect(metrics.filter(({ name }) => name === 'LeadReceived')).toMatchObject([
      { dimensions: { service: 'web-form', source: 's'.repeat(250) }, value: 2 },
      { dimensions: { service: 'web-form' }, value: 2 },
    ]);
  });
});

/** Everything that is written from now on. */
function listen(): unknown[] {
  const lines: unknown[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: unknown) => void lines.push(JSON.parse(String(line))));
  return lines;
}
