/** What tells that two leads are about the same company or person. */
export type ClientKeyKind = 'inn' | 'phone' | 'email' | 'email-domain';

/** Which leads are duplicates of each other: the same key, at most the window apart. */
export interface DuplicateRules {
  readonly windowHours: number;
  readonly by: readonly ClientKeyKind[];
}
