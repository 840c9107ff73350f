/** People write us without links, or with one to their site; from three on it is nearly always a robot. */
const MANY_LINKS = 3;

/** Signs of a robot. They decide nothing here: the policy says what they mean. */
export function noticeSuspicions(trap: string, texts: readonly string[]): readonly string[] {
  const links = texts.join('\n').match(/https?:\/\/|\bwww\.|<a\s|\[url/gi)?.length ?? 0;
  return [...(trap.trim() === '' ? [] : ['honeypot']), ...(links >= MANY_LINKS ? ['many-links'] : [])];
}
