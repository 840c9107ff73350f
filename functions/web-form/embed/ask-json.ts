/** A slow mobile network answers within this, or not at all. */
const TIMEOUT_MS = 15_000;

/** What a GET is answered with; undefined when there is no good answer. */
export async function askJson(url: string): Promise<unknown> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
  try {
    const response = await fetch(url, { credentials: 'omit', signal: abort.signal });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
