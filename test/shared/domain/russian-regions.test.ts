import { describe, expect, it } from 'vitest';
import { regionName } from '#shared/domain/russian-regions.ts';

describe('the name of a region', () => {
  it('is told in Russian and English', () => {
    expect(regionName('RU-MOW')).toEqual({ ru: 'Москва', en: 'Moscow' });
    expect(regionName('RU-IRK')).toEqual({ ru: 'Иркутская область', en: 'Irkutsk Oblast' });
  });

  it('stays the code where no name is known', () => {
    expect(regionName('KZ-ALA')).toEqual({ ru: 'KZ-ALA', en: 'KZ-ALA' });
  });
});
