import type { CompanyId } from '#shared/domain/counterparty.ts';
import type { RegistryAnswer } from '#shared/ports/counterparty-registry.ts';

/**
 * What became of a question. `not-asked` never reached the registry, for a reason of ours: no key, no time left, our
 * own limits. It says nothing of how the registry is.
 */
export type Asked =
  | RegistryAnswer
  | {
      readonly outcome: 'not-asked';
      readonly because: Extract<RegistryAnswer, { because: string }>['because'];
    };

/** The protocol of one registry. It never throws for what the registry does. */
export interface RegistryClient {
  ask(company: CompanyId, timeoutMs: number): Promise<Asked>;
}
