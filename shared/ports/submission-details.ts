import type { FormEntry } from '#shared/domain/form-entry.ts';
import type { Source } from '#shared/domain/source.ts';

export type DetailsAnswer =
  | {
      readonly outcome: 'found';
      /** Fields as the system names them. */
      readonly entries: readonly FormEntry[];
      readonly attribution: Readonly<Record<string, string>>;
    }
  /** It is there no more, or never was. */
  | { readonly outcome: 'gone' }
  /** We put it there ourselves: taking it would answer our own card. */
  | { readonly outcome: 'ours' }
  | { readonly outcome: 'unavailable'; readonly because: string };

/** Fetches what an event only points at. */
export interface SubmissionDetails {
  /**
   * `ref` is the id in the source's own system (`source.details`), told by its provider's format.
   * Never throws; takes at most `timeoutMs`, and answers `unavailable` (`slow`, `down`, `refused`, `no-token`,
   * `not-configured`, `garbage`) for whatever goes wrong.
   */
  fetch(source: Source, ref: string, timeoutMs: number): Promise<DetailsAnswer>;
}
