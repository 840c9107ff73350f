import type { Source } from '#shared/domain/source.ts';

const MAX_ADDRESS_CHARS = 2_000;

/**
 * Where a form without JavaScript leads once it is sent: where it asks to, if that is a site of the source's, else
 * the first page of its settings.
 *
 * Sites are compared as a browser does, by the whole origin, and what was read is what is answered: a prefix or a
 * second reading would let a link of ours lead anywhere.
 */
export function findReturnPage(asked: string | undefined, source: Source): string | undefined {
  return parseReturnPage(asked, source) ?? source.returnTo[0];
}

/** The page a form asks for, if it may be led there. An address of another scheme may have a site's origin too. */
export function parseReturnPage(asked: string | undefined, source: Source): string | undefined {
  if (asked === undefined || asked.length > MAX_ADDRESS_CHARS || /[\\\s\p{Cc}]/u.test(asked))
    return undefined;
  const url = URL.parse(asked);
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  if (url.username !== '' || url.password !== '') return undefined;
  return originsOf(source).includes(url.origin) ? url.href : undefined;
}

/** The sites a source belongs to. */
export function originsOf({ origins, returnTo }: Source): readonly string[] {
  const pages = returnTo.map((page) => new URL(page).origin);
  return [...new Set([...origins, ...pages])];
}
