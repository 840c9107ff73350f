import { sameText } from '#shared/runtime/constant-time.ts';

/**
 * Whether what was told is what one of the secrets makes of the request.
 *
 * Two secrets are valid while one is being replaced. An empty secret proves nothing, and neither does an empty proof.
 */
export function isProvedBy(
  secrets: readonly string[],
  told: string | undefined,
  expectedBy: (secret: string) => string,
): boolean {
  if (told === undefined || told === '') return false;
  return secrets.some((secret) => secret !== '' && sameText(told, expectedBy(secret)));
}
