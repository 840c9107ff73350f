import type { Captcha } from '#shared/ports/captcha.ts';

/** A captcha service that is not there. */
export const NO_CAPTCHA: Captcha = { check: async () => 'unavailable' };
