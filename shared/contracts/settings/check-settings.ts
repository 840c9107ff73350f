import type * as z from 'zod';
import type { Destinations } from '#shared/domain/destination.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Sources } from '#shared/domain/source.ts';
import type { Team } from '#shared/domain/team.ts';
import { DestinationsDocument } from './destinations-document.ts';
import type { DocumentFault, SettingsFault } from './fault.ts';
import { fillPlaceholders } from './placeholders.ts';
import { PolicyDocument } from './policy-document.ts';
import { toDocumentFaults } from './schema-faults.ts';
import { SourcesDocument } from './sources-document.ts';
import { TeamDocument } from './team-document.ts';
import { readYaml, type YamlSource } from './yaml-source.ts';

/** The four documents, as they are once checked and before they have a version. */
export interface SettingsContent {
  readonly sources: Omit<Sources, 'version'>;
  readonly policy: Omit<Policy, 'version'>;
  readonly team: Omit<Team, 'version'>;
  readonly destinations: Omit<Destinations, 'version'>;
}

export type CheckedSettings<D extends keyof SettingsContent> =
  | { readonly outcome: 'ok'; readonly content: SettingsContent[D] }
  | { readonly outcome: 'faulty'; readonly faults: readonly SettingsFault[] };

const SCHEMAS: { readonly [D in keyof SettingsContent]: z.ZodType<SettingsContent[D]> } = {
  sources: SourcesDocument,
  policy: PolicyDocument,
  team: TeamDocument,
  destinations: DestinationsDocument,
};

/** After fifty faults nobody reads on. */
const MAX_FAULTS = 50;

/**
 * Reads and checks a settings document before it may be published. Never throws.
 *
 * `variables` are what the installation knows and the text leaves open, as `${NAME}`.
 * Faults come in the order of their lines.
 */
export function checkSettings<D extends keyof SettingsContent>(
  document: D,
  text: string,
  variables: Readonly<Record<string, string>>,
): CheckedSettings<D> {
  const yaml = readYaml(text);
  if (yaml.outcome === 'faulty') return yaml;

  const filled = fillPlaceholders(yaml.source.value, variables);
  if (filled.faults.length > 0) return faulty(filled.faults, yaml.source);

  const schema: z.ZodType<SettingsContent[D]> = SCHEMAS[document];
  const parsed = schema.safeParse(filled.value, { reportInput: true });
  if (!parsed.success) return faulty(toDocumentFaults(parsed.error.issues), yaml.source);
  return { outcome: 'ok', content: parsed.data };
}

function faulty(faults: readonly DocumentFault[], source: YamlSource): CheckedSettings<never> {
  const located = faults.slice(0, MAX_FAULTS).map((fault) => source.locate(fault));
  return { outcome: 'faulty', faults: located.toSorted((one, other) => one.line - other.line) };
}
