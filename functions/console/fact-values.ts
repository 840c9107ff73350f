import { factsOf } from '#shared/domain/condition-text.ts';
import type { Condition, Fact, Facts } from '#shared/domain/condition.ts';
import { factLabel, factText } from '#shared/domain/fact-words.ts';
import type { Language } from '#shared/domain/language.ts';
import { EXPLANATION_TEXTS } from './explanation-texts.ts';
import { say } from './words.ts';

/** One fact a condition was decided on; `value` is null where nobody knows it. */
export interface FactValueView {
  readonly fact: string;
  readonly label: string;
  readonly value: Fact | null;
  readonly text: string;
}

/** Every fact a condition asks about, with what the lead says to it. */
export function valuesOf(when: Condition, facts: Facts, language: Language): readonly FactValueView[] {
  return factsOf(when).map((fact) => {
    const value = facts[fact];
    const text =
      value === undefined ? EXPLANATION_TEXTS.unknownValue[language] : factText(fact, value, language);
    return { fact, label: factLabel(fact, language), value: value ?? null, text };
  });
}

/** `бюджет: 400 000 ₽; роль: директор`. */
export function sayValues(values: readonly FactValueView[]): string {
  return values.map(({ label, text }) => `${withoutUnit(label)}: ${text}`).join('; ');
}

/** `неизвестно: бюджет, роль`. */
export function sayMissing(missing: readonly string[], language: Language): string {
  const facts = missing.map((path) => withoutUnit(factLabel(path, language))).join(', ');
  return say(EXPLANATION_TEXTS.unknown, language, { facts });
}

/** `бюджет` of `бюджет, ₽`: the value that follows has the unit. */
export function withoutUnit(label: string): string {
  return label.split(', ')[0] ?? label;
}
