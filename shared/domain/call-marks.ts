/** Advertising marks of a call are a handful; more of them, or longer ones, only serve whoever sends them. */
const MAX_MARKS = 10;
const MAX_CHARS = 200;
const MAX_NAME_CHARS = 50;

/** As many marks of a call as are worth keeping, each cut to a length worth keeping; empty ones tell nothing. */
export function keepableMarks(marks: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const kept = Object.entries(marks)
    .filter(([name, text]) => name !== '' && name.length <= MAX_NAME_CHARS && text !== '')
    .map(([name, text]) => [name, text.slice(0, MAX_CHARS).toWellFormed()] as const);
  return Object.fromEntries(kept.slice(0, MAX_MARKS));
}
