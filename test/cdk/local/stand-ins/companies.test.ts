import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findCompanies, type Company } from '#cdk/local/stand-ins/companies.ts';
import { parseInn } from '#shared/domain/inn.ts';

const described: readonly Company[] = JSON.parse(
  readFileSync(new URL('../../../../cdk/local/stand-ins/companies.json', import.meta.url), 'utf8'),
);

describe('the companies of the pretend registry', () => {
  it('have INNs that pass their checksums, in all states a company can be in', () => {
    for (const { inn } of described) expect(parseInn(inn), inn).toBeDefined();
    expect(new Set(described.map(({ status }) => status))).toEqual(
      new Set(['ACTIVE', 'LIQUIDATING', 'LIQUIDATED', 'BANKRUPT', 'REORGANIZING']),
    );
    expect(new Set(described.map(({ region }) => region)).size).toBeGreaterThan(20);
  });

  it('are found by OGRN as well', () => {
    expect(findCompanies('1027700132195')).toMatchObject([{ inn: '7707083893' }]);
  });
});
