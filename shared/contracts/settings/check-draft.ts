import { checkSettings } from './check-settings.ts';
import type { CheckedDraft, ExampleResult } from './checked-draft.ts';
import { fillPlaceholders } from './placeholders.ts';
import { ReadablePolicy } from './policy-document.ts';
import { judgeExamples } from './policy-examples.ts';
import { readYaml } from './yaml-source.ts';

/**
 * Checks a policy somebody is writing as publishing would, and runs its examples as soon as the rules can be read.
 * Never throws.
 *
 * An example that is itself misspelt does not keep the others from being run.
 */
export function checkDraft(text: string, variables: Readonly<Record<string, string>>): CheckedDraft {
  const checked = checkSettings('policy', text, variables);
  const examples = runExamples(text, variables);
  if (checked.outcome === 'faulty') return { ...checked, examples };
  return { ...checked, faults: [], examples };
}

function runExamples(text: string, variables: Readonly<Record<string, string>>): readonly ExampleResult[] {
  const yaml = readYaml(text);
  if (yaml.outcome === 'faulty') return [];
  const filled = fillPlaceholders(yaml.source.value, { ...standInsFor(text), ...variables });
  const readable = readRules(filled.value);
  if (readable === undefined) return [];
  return judgeExamples(readable.policy).map((result, index) => {
    const path = ['examples', readable.places[index] ?? index];
    const { line } = yaml.source.locate({ path, code: '', message: { ru: '', en: '' } });
    return { ...result, line };
  });
}

/** What no variable fills is a fault, which need not keep the examples from being run: it is an address, as a rule. */
function standInsFor(text: string): Readonly<Record<string, string>> {
  const names = [...text.matchAll(/\$\{([^}]*)\}/g)].map(([, name = '']) => name);
  return Object.fromEntries(names.map((name) => [name, 'https://unfilled.invalid']));
}

/** The rules with the examples that can be read, and where those stand in the document. */
function readRules(value: unknown) {
  const written = examplesOf(value);
  const all = written.map((_, index) => index);
  const whole = ReadablePolicy.safeParse(value);
  if (whole.success) return { policy: whole.data, places: all };
  const paths = whole.error.issues.map(({ path }) => path);
  if (!paths.every(([field, index]) => field === 'examples' && typeof index === 'number')) return undefined;
  const places = all.filter((place) => !paths.some(([, index]) => index === place));
  const part = ReadablePolicy.safeParse({
    ...Object(value),
    examples: places.map((place) => written[place]),
  });
  return part.success ? { policy: part.data, places } : undefined;
}

function examplesOf(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null || !('examples' in value)) return [];
  return Array.isArray(value.examples) ? value.examples : [];
}
