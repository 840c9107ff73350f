import type { Source } from '#shared/domain/source.ts';
import type { ProviderRequest } from '../provider.ts';

/**
 * The addresses a vendor who signs them may have called us by.
 *
 * Behind a proxy or a domain of one's own the address we see is another than the one they called. So it is configured:
 * the option `publicUrls` lists addresses without a query, separated by spaces; two while one replaces the other. The
 * query is the request's own, to the letter. Without the option it is the address as it arrived.
 */
export function publicUrlsOf({ url }: Pick<ProviderRequest, 'url'>, { options }: Source): readonly string[] {
  const configured = (options.publicUrls ?? '').split(/\s+/).filter((one) => one !== '');
  if (configured.length === 0) return [url];
  const at = url.indexOf('?');
  const search = at === -1 ? '' : url.slice(at);
  return configured.map((one) => `${one}${search}`);
}
