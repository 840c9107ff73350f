import { describe, expect, it } from 'vitest';
import { isoRegionOf } from '#shared/domain/tax-regions.ts';

describe('the tax service’s numbers of regions', () => {
  it.each([
    ['77', 'RU-MOW'],
    ['78', 'RU-SPE'],
    ['41', 'RU-KAM'],
    ['89', 'RU-YAN'],
  ])('%s is %s', (number, iso) => {
    expect(isoRegionOf(number)).toBe(iso);
  });

  it.each(['00', '80', '84', '7', '', 'constructor'])('%j is none', (number) => {
    expect(isoRegionOf(number)).toBeUndefined();
  });
});
