import { describe, expect, it } from 'vitest';
import { parseLei } from '#shared/domain/lei.ts';
import vectors from '#test/vectors/ogrn.json' with { type: 'json' };

describe('an LEI', () => {
  it.each(vectors.lei)('$input is one: $valid', ({ input, valid }) => {
    expect(parseLei(input)).toBe(valid ? input : undefined);
  });

  it('may be typed with its label and in groups', () => {
    expect(parseLei('LEI: 5493 006M HB84 DD0Z WV18')).toBe('5493006MHB84DD0ZWV18');
  });

  it('is found wrong after two neighbours changed places', () => {
    expect(parseLei('5493006MHB84DD0ZVW18')).toBeUndefined();
  });
});
