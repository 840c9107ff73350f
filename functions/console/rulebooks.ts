import type { Language } from '#shared/domain/language.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { Settings, SettingsArchive } from '#shared/ports/settings.ts';
import { toLeadView, type LeadView } from './lead-view.ts';

/** A lead in words, and what its reps are called. */
export interface ExplainedLead {
  readonly view: LeadView;
  readonly nameOf: (rep: string) => string;
}

/** Explains leads by the very versions of the settings they were judged and assigned under. */
export interface Rulebooks {
  explain(lead: Lead, language: Language): Promise<ExplainedLead>;
}

/** A published version never changes, so each is read from the archive once. */
export function createRulebooks(archive: Pick<SettingsArchive, 'content'>): Rulebooks {
  const policies = remembering((version) => archive.content('policy', version));
  const teams = remembering((version) => archive.content('team', version));
  return {
    explain: async (lead, language) => {
      const [policy, team] = await Promise.all([
        policies(lead.verdict?.policyVersion),
        teams(lead.assignment?.teamVersion),
      ]);
      return {
        view: toLeadView(lead, { policy, team, language }),
        nameOf: (rep) => team?.reps.find(({ id }) => id === rep)?.name ?? rep,
      };
    },
  };
}

function remembering<T extends Settings[keyof Settings]>(
  read: (version: number) => Promise<T | undefined>,
): (version: number | undefined) => Promise<T | undefined> {
  const known = new Map<number, T>();
  return async (version) => {
    if (version === undefined) return undefined;
    const content = known.get(version) ?? (await read(version));
    if (content !== undefined) known.set(version, content);
    return content;
  };
}
