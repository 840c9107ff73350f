import { afterEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { readEnvironment } from '#shared/runtime/environment.ts';

const Config = z.object({ TABLE_NAME: z.string(), WAIT_SECONDS: z.coerce.number() });

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a function’s environment', () => {
  it('is read by its schema, and nothing else of it', () => {
    vi.stubEnv('TABLE_NAME', 'Leads');
    vi.stubEnv('WAIT_SECONDS', '30');

    expect(readEnvironment(Config)).toEqual({ TABLE_NAME: 'Leads', WAIT_SECONDS: 30 });
  });

  it('stops the function with the name of everything that is missing', () => {
    vi.stubEnv('TABLE_NAME', undefined);
    vi.stubEnv('WAIT_SECONDS', 'soon');

    expect(() => readEnvironment(Config)).toThrow(
      /environment is incomplete: TABLE_NAME: .*; WAIT_SECONDS: /,
    );
  });
});
