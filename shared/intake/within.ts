/** Undefined when asking took too long or failed: either way there is no answer to go by. */
export async function within<T>(milliseconds: number, ask: () => Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const tooSlow = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([ask().catch(() => undefined), tooSlow]);
  } finally {
    clearTimeout(timer);
  }
}
