/**
 * Does what the first event would otherwise wait for, while the platform starts the function at full speed.
 *
 * Only where a platform says that it is starting a function. What fails here fails again, and visibly,
 * when it is needed.
 */
export async function prewarm(...steps: readonly (() => Promise<unknown>)[]): Promise<void> {
  if (process.env['AWS_LAMBDA_INITIALIZATION_TYPE'] === undefined) return;
  await Promise.allSettled(steps.map((step) => step()));
}
