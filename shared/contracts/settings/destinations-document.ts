import * as z from 'zod';
import { HttpAddress, Id, SecretName, refuseRepeated } from './fields.ts';
import { exactly, refuse } from './schema-faults.ts';

/** Paths are put behind it, so it has no parameters, and ends with one slash or none. */
function baseUrl(ending: '/' | '') {
  return HttpAddress.transform((value, context) => {
    const url = new URL(value);
    if (url.search === '') return `${url.origin}${url.pathname.replace(/\/+$/, '')}${ending}`;
    refuse(context, [], {
      code: 'parameters-in-address',
      message: {
        ru: 'Параметры после ? в базовом адресе лишние.',
        en: 'Parameters after ? do not belong into a base address.',
      },
    });
    return z.NEVER;
  });
}

const PublicUrl = HttpAddress.transform((value, context) => {
  const url = new URL(value);
  if (url.pathname === '/' && url.search === '') return url.origin;
  refuse(context, [], {
    code: 'not-an-origin',
    message: {
      ru: 'Нужен адрес без пути: https://leads.example.com',
      en: 'It must be an address without a path: https://leads.example.com',
    },
  });
  return z.NEVER;
});

const DestinationField = z.discriminatedUnion('type', [
  exactly({ id: Id, type: z.literal('bitrix24'), baseUrl: baseUrl('/'), secret: SecretName }),
  exactly({ id: Id, type: z.literal('telegram'), baseUrl: baseUrl(''), secret: SecretName }),
  exactly({ id: Id, type: z.literal('webhook'), url: HttpAddress, secret: SecretName }),
]);

/** Where leads are handed to. */
export const DestinationsDocument = exactly({
  publicUrl: PublicUrl,
  destinations: z.array(DestinationField).min(1).max(20),
}).superRefine(({ destinations }, context) => refuseRepeated(context, ['destinations'], destinations, 'id'));
