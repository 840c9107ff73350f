import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FUNCTION_NAMES, REPOSITORY } from '#test/support/leads-template.ts';

describe('a function folder', () => {
  it.each(FUNCTION_NAMES)(
    '%s has the construct of the same name, and says what it wants of its environment',
    (name) => {
      expect(existsSync(join(REPOSITORY, 'cdk/constructs', `${name}.ts`))).toBe(true);
      expect(existsSync(join(REPOSITORY, 'functions', name, 'config.ts'))).toBe(true);
    },
  );
});
