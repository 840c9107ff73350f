/** Where the visitor came from, by the names advertising systems use. */
const NAMES = /^(?:utm_[a-z0-9_]{1,30}|yclid|gclid|ymclid|page|referrer)$/;

/** Longest address or mark worth keeping; longer ones are cut, they only serve reports. */
const MAX_CHARS = 1_000;

/** Advertising systems use ten at most; a lead with hundreds would not fit into the table. */
const MAX_MARKS = 20;

export function isAttribution(name: string): boolean {
  return NAMES.test(name);
}

/**
 * Completes what the form itself told: the page is where the browser says it came from,
 * and marks of the advertisement are read from its address when the form left them out.
 */
export function completeAttribution(
  told: Readonly<Record<string, string>>,
  referer: string | undefined,
): Readonly<Record<string, string>> {
  const page = parsePage(told.page) ?? parsePage(referer);
  const marks = [...(page?.searchParams ?? [])].filter(([name]) => isMark(name));
  const found = [
    ...marks,
    ...(page === undefined ? [] : [['page', page.href] as const]),
    ...Object.entries(told),
  ];
  const kept = Object.fromEntries(
    found
      .filter(([, text]) => text !== '')
      .map(([name, text]) => [name, text.slice(0, MAX_CHARS).toWellFormed()]),
  );
  return Object.fromEntries(Object.entries(kept).slice(0, MAX_MARKS));
}

function isMark(name: string): boolean {
  return isAttribution(name) && name !== 'page' && name !== 'referrer';
}

function parsePage(text: string | undefined): URL | undefined {
  const url = URL.parse(text ?? '');
  return url !== null && /^https?:$/.test(url.protocol) ? url : undefined;
}
