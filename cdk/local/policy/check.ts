import { checkDraft } from '#shared/contracts/settings/check-draft.ts';
import type { ExampleResult } from '#shared/contracts/settings/checked-draft.ts';
import type { Language } from '#shared/domain/language.ts';
import type { Judgement } from '#shared/domain/policy.ts';
import { variablesOf } from '../settings-variables.ts';
import { DEFAULT_PORT } from '../start-options.ts';
import { readPolicyFile } from './installation.ts';

/**
 * What publishing this file would say, without anything running: its faults by line, and each example.
 * The code to exit with is 1 when it would be refused.
 */
export async function checkFile(file: string, language: Language): Promise<[text: string, exitCode: number]> {
  const text = await readPolicyFile(file);
  const draft = checkDraft(text, variablesOf(`http://127.0.0.1:${DEFAULT_PORT}`));
  const faults = draft.faults.map(
    ({ line, column, code, message }) => `${file}:${line}:${column ?? 1}: ${code}: ${message[language]}`,
  );
  const examples = draft.examples.map((example) => describeExample(example, language));
  const blocks = [examples, faults, [sumUp(draft, language)]].filter((block) => block.length > 0);
  return [blocks.map((block) => block.join('\n')).join('\n\n'), faults.length === 0 ? 0 : 1];
}

/** Why one comes out otherwise is told among the faults. */
function describeExample({ name, asExpected, judgement }: ExampleResult, language: Language): string {
  return `${asExpected ? '✓' : '✗'} ${name} → ${describe(judgement, language)}`;
}

/** What decided it: the rules that fired, or the step that gave each term its points. */
function describe({ verdict, score }: Judgement, language: Language): string {
  if (score === undefined) {
    const rejected = language === 'ru' ? 'отклонён' : 'rejected';
    return `${rejected}: ${verdict.reasons.join(', ')}`;
  }
  const terms = score.terms.map(({ code, points, because }) => `${code} ${points} (${because})`).join(', ');
  return `${score.grade} ${score.total}: ${terms}`;
}

function sumUp(
  { faults, examples }: { faults: readonly unknown[]; examples: readonly ExampleResult[] },
  language: Language,
): string {
  const failed = examples.filter(({ asExpected }) => !asExpected).length;
  const counts =
    language === 'ru'
      ? `Примеров: ${examples.length}, не сходится: ${failed}. Ошибок: ${faults.length}.`
      : `Examples: ${examples.length}, failing: ${failed}. Faults: ${faults.length}.`;
  if (faults.length > 0)
    return `${counts} ${language === 'ru' ? 'Публиковать нельзя.' : 'It cannot be published.'}`;
  return `${counts} ${language === 'ru' ? 'Можно публиковать.' : 'It can be published.'}`;
}
