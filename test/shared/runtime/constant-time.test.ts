import { describe, expect, it } from 'vitest';
import { sameText } from '#shared/runtime/constant-time.ts';

describe('comparing secrets', () => {
  it('finds equal texts equal', () => {
    expect(sameText('', '')).toBe(true);
    expect(sameText('секрет', 'секрет')).toBe(true);
  });

  it('finds different texts different, of any length', () => {
    expect(sameText('secret', 'Secret')).toBe(false);
    expect(sameText('secret', 'secret ')).toBe(false);
    expect(sameText('secret', '')).toBe(false);
  });
});
