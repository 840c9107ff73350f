import type { FactDescription } from '#shared/domain/facts.ts';

/** What conditions may ask about, by path. */
export type FactList = Readonly<Record<string, FactDescription>>;
