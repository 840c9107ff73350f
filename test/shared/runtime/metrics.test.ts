import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
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
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    const meter = createMeter();

    meter.publish();
    expect(log).not.toHaveBeenCalled();

    meter.count('LeadReceived', 2);
    meter.milliseconds('TimeToQualified', 12);
    meter.publish();
    meter.publish();

    expect(log).toHaveBeenCalledOnce();
    expect(JSON.parse(String(log.mock.calls[0]?.[0]))).toMatchObject({
      service: 'web-form',
      LeadReceived: 2,
      TimeToQualified: 12,
    });
  });
});
