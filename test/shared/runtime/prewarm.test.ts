import { afterEach, describe, expect, it, vi } from 'vitest';
import { prewarm } from '#shared/runtime/prewarm.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('prewarming', () => {
  it('does nothing where no platform starts functions', async () => {
    vi.stubEnv('AWS_LAMBDA_INITIALIZATION_TYPE', undefined);
    let steps = 0;

    await prewarm(async () => (steps += 1));

    expect(steps).toBe(0);
  });

  it('does every step, and a step that fails stops nothing', async () => {
    vi.stubEnv('AWS_LAMBDA_INITIALIZATION_TYPE', 'on-demand');
    const done: string[] = [];

    await prewarm(
      async () => done.push('first'),
      async () => {
        throw new Error('not there yet');
      },
      async () => done.push('third'),
    );

    expect(done).toEqual(['first', 'third']);
  });
});
