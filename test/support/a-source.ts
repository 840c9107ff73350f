import type { Source } from '#shared/domain/source.ts';

/** A configured entry of our own form that asks for nothing. */
export function aSource(overrides: Partial<Source> = {}): Source {
  return {
    id: 'html',
    provider: 'html',
    kind: 'form',
    secrets: [],
    options: {},
    mandatory: [],
    origins: [],
    aliases: {},
    region: 'RU',
    language: 'ru',
    addresses: [],
    limits: { perAddressPerMinute: 1_000, perMinute: 10_000 },
    asks: ['name', 'phone'],
    returnTo: [],
    ...overrides,
  };
}
