/** A visitor waits no longer; on a bad mobile connection an answer can well take ten seconds. */
const TIMEOUT_MS = 15_000;

/** An answer and the JSON in it; undefined when there is none in time. */
export async function fetchJson(
  url: string,
  request: RequestInit = {},
): Promise<{ readonly response: Response; readonly told: unknown } | undefined> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
  try {
    const response = await fetch(url, { ...request, signal: abort.signal });
    return { response, told: await response.json().catch(() => undefined) };
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** What a GET is answered with; undefined when there is no good answer. */
export async function askJson(url: string): Promise<unknown> {
  const answer = await fetchJson(url);
  return answer?.response.ok === true ? answer.told : undefined;
}
