import type { Language } from '#shared/domain/language.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { toFacts } from '#shared/domain/facts.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Settings, SettingsArchive } from '#shared/ports/settings.ts';
import { explainJudgement } from './explain-judgement.ts';
import type { JudgementView } from './judgement-view.ts';
import { toLeadView, type FullLeadView, type LeadView } from './lead-view.ts';

/** A lead in words, and what its reps are called. */
export interface ExplainedLead {
  readonly view: LeadView;
  readonly nameOf: (rep: string) => string;
}

/** The same with every rule and step, their values and what was unknown. */
export interface FullyExplainedLead extends ExplainedLead {
  readonly view: FullLeadView;
}

/** Explains leads by the very versions of the settings they were judged and assigned under. */
export interface Rulebooks {
  /** In short, for lists. */
  explain(lead: Lead, language: Language): Promise<ExplainedLead>;
  explainFully(lead: Lead, language: Language): Promise<FullyExplainedLead>;
}

/** A published version never changes, so each is read from the archive once. */
export function createRulebooks(archive: Pick<SettingsArchive, 'content'>): Rulebooks {
  const policies = remembering((version) => archive.content('policy', version));
  const teams = remembering((version) => archive.content('team', version));
  const explain = async (lead: Lead, language: Language): Promise<ExplainedLead & Versions> => {
    const [policy, team] = await Promise.all([
      policies(lead.verdict?.policyVersion),
      teams(lead.assignment?.teamVersion),
    ]);
    return {
      policy,
      view: toLeadView(lead, { policy, team, language }),
      nameOf: (rep) => team?.reps.find(({ id }) => id === rep)?.name ?? rep,
    };
  };
  return {
    explain,
    explainFully: async (lead, language) => {
      const { policy, view, nameOf } = await explain(lead, language);
      return { nameOf, view: { ...view, explanation: explainRecord(lead, policy, language) } };
    },
  };
}

interface Versions {
  readonly policy: Policy | undefined;
}

/** The judgement on record, by the facts the lead still carries: nothing that is judged on ever changes afterwards. */
function explainRecord(lead: Lead, policy: Policy | undefined, language: Language): JudgementView | null {
  const { verdict, score } = lead;
  if (verdict === undefined) return null;
  const judgement = score === undefined ? { verdict } : { verdict, score };
  return explainJudgement({ judgement, facts: toFacts(lead), policy, language });
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
