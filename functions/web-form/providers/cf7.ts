import type { Source } from '#shared/domain/source.ts';
import { hasToken } from '#shared/intake/proof/token.ts';
import type { Provider, ProviderRequest, Reading } from '#shared/intake/provider.ts';
import { readEntries } from './form-body.ts';
import { toSubmission } from './to-submission.ts';

/**
 * Contact Form 7 for WordPress, through one of the plugins that post a form on.
 *
 * UNVERIFIED: the plugin has no webhook of its own, and each of those that add one does it its way. Names are what the
 * author of the form typed, by default `your-name`, `your-email`, `tel-123`. Nothing is signed.
 */
export const cf7: Provider = {
  id: 'cf7',
  isGenuine: (request, _source, secrets) => hasToken(request, secrets),
  read,
  success: { status: 200, body: '' },
};

async function read(request: ProviderRequest, source: Source): Promise<Reading> {
  const reading = await readEntries(request);
  if (reading.outcome === 'unreadable') return reading;
  // What begins with an underscore is the plugin's: the form's id, its version, the page it is on.
  const entries = reading.entries.filter(({ name }) => !name.startsWith('_') && name !== 'token');
  return {
    outcome: 'submission',
    submission: toSubmission({ source, provider: 'cf7', entries, pageUrl: request.headers.referer }),
  };
}
