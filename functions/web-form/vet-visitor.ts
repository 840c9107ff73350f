import type { CaptchaOutcome, Lead } from '#shared/domain/lead.ts';
import type { CaptchaSettings, Source } from '#shared/domain/source.ts';
import { isNearLimit } from '#shared/intake/admission.ts';
import type { PersonProof, ProviderRequest } from '#shared/intake/provider.ts';
import type { Vet } from '#shared/intake/receive-submission.ts';
import type { Captcha } from '#shared/ports/captcha.ts';
import type { RateLimiter } from '#shared/ports/rate-limiter.ts';
import type { Secrets } from '#shared/ports/secrets.ts';
import { suspectTiming } from './shown-token.ts';

/** The visitor waits for our answer; the service usually takes a tenth of this. */
const CAPTCHA_TIMEOUT_MS = 1_500;

export interface VettingDependencies {
  readonly captcha: Captcha;
  readonly limiter: RateLimiter;
  readonly secrets: Secrets;
}

/**
 * Tells persons from robots on our own form, as far as that can be told.
 *
 * It comes after the fields were found to be right, because a passed captcha counts once: asked before, it would be
 * spent on a form that has to be corrected. Nothing is decided here but to ask for a captcha; what the signs mean
 * is the policy's to say. Who fell into the trap is asked nothing, and so learns nothing.
 */
export function vetVisitor(dependencies: VettingDependencies) {
  return (proof: PersonProof, request: ProviderRequest, source: Source): Vet =>
    async (arrived) => {
      const { now } = request;
      const sign = await suspectTiming(proof.shown, source.id, now, dependencies.secrets);
      const lead = sign === undefined ? arrived : withSign(arrived, sign);
      const { captcha } = source;
      if (captcha === undefined || lead.suspicions.includes('honeypot')) return { outcome: 'vetted', lead };
      if (proof.captchaToken !== undefined) {
        const outcome = await check(captcha, proof.captchaToken, request, dependencies);
        return { outcome: 'vetted', lead: withCaptcha(lead, outcome) };
      }
      return (await isAsked(lead, captcha, request, source, dependencies))
        ? { outcome: 'faulty', faults: [{ field: 'captcha', code: 'captcha-required' }] }
        : { outcome: 'vetted', lead };
    };
}

function check(
  settings: CaptchaSettings,
  token: string,
  { address }: ProviderRequest,
  { captcha }: VettingDependencies,
): Promise<CaptchaOutcome> {
  return captcha.check({ settings, token, address, timeoutMs: CAPTCHA_TIMEOUT_MS });
}

async function isAsked(
  { suspicions }: Lead,
  { when }: CaptchaSettings,
  request: ProviderRequest,
  source: Source,
  { limiter }: VettingDependencies,
): Promise<boolean> {
  if (when === 'always' || suspicions.length > 0) return true;
  return isNearLimit(request, source, limiter);
}

/** Who passed has answered what we suspected them of. A test nobody could judge changes nothing. */
function withCaptcha(lead: Lead, captcha: CaptchaOutcome): Lead {
  switch (captcha) {
    case 'passed':
      return { ...lead, captcha, suspicions: [] };
    case 'failed':
      return withSign({ ...lead, captcha }, 'captcha-failed');
    case 'unavailable':
      return { ...lead, captcha };
  }
}

function withSign(lead: Lead, sign: string): Lead {
  return { ...lead, suspicions: [...lead.suspicions, sign] };
}
