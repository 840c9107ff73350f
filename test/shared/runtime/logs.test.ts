import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLog, describeFailure } from '#shared/runtime/logs.ts';

const CANARY = 'Зюзюкин +79990000001 canary@example.ru';

beforeEach(() => {
  vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'web-form');
  vi.stubEnv('POWERTOOLS_DEV', 'true');
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe('what is logged of a failure', () => {
  it('is its name and its place, never its message', () => {
    const failure = describeFailure(new RangeError(CANARY));

    expect(failure.error).toBe('RangeError');
    expect(failure.at).toContain('logs.test.ts');
    expect(JSON.stringify(failure)).not.toMatch(/Зюзюкин|9990000001|canary/);
  });

  it('is not fooled by a message that looks like a place', () => {
    const failure = describeFailure(new Error(`bad\n    at ${CANARY}:1:2`));

    expect(JSON.stringify(failure)).not.toMatch(/Зюзюкин|9990000001|canary/);
  });

  it.each([['text'], [42], [undefined], [{ message: CANARY }]])('is only its kind for %j', (thrown) => {
    expect(describeFailure(thrown)).toEqual({ error: typeof thrown });
  });
});

describe('a log line', () => {
  it('is one line of JSON with the event’s name, its level and its fields', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);

    createLog().warn('submission.forged', { source: 'mango' });

    expect(warn).toHaveBeenCalledOnce();
    expect(JSON.parse(String(warn.mock.calls[0]?.[0]))).toMatchObject({
      level: 'WARN',
      message: 'submission.forged',
      service: 'web-form',
      source: 'mango',
    });
  });
});
