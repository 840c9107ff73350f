import type { DocumentFault, DocumentPath } from './fault.ts';
import { findNearest } from './nearest.ts';

const PLACEHOLDER = /\$\{([^}]*)\}/g;

export interface Filled {
  readonly value: unknown;
  readonly faults: readonly DocumentFault[];
}

/**
 * Puts what the installation knows (`${PUBLIC_URL}`) into the texts of a document.
 *
 * Done after YAML was parsed, so that a variable can never change the structure.
 */
export function fillPlaceholders(document: unknown, variables: Readonly<Record<string, string>>): Filled {
  const faults: DocumentFault[] = [];
  const value = fill(document, [], (name, path) => {
    if (Object.hasOwn(variables, name)) return variables[name] ?? '';
    faults.push(unknownVariable(name, path, Object.keys(variables)));
    return '';
  });
  return { value, faults };
}

type Lookup = (name: string, path: DocumentPath) => string;

function fill(value: unknown, path: DocumentPath, lookup: Lookup): unknown {
  if (typeof value === 'string')
    return value.includes('${') ? value.replace(PLACEHOLDER, (_, name: string) => lookup(name, path)) : value;
  if (Array.isArray(value)) return value.map((entry, index) => fill(entry, [...path, index], lookup));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, fill(entry, [...path, key], lookup)]),
  );
}

function unknownVariable(name: string, path: DocumentPath, known: readonly string[]): DocumentFault {
  const meant = findNearest(name, known);
  return {
    path,
    code: 'unknown-variable',
    message: {
      ru: `Переменная \${${name}} неизвестна${meant === undefined ? '.' : `, возможно, имелась в виду \${${meant}}.`}`,
      en: `The variable \${${name}} is unknown${meant === undefined ? '.' : `, did you mean \${${meant}}?`}`,
    },
  };
}
