import * as z from 'zod';
import { HttpAddress, Id, SecretName, named, refuseRepeated } from './fields.ts';
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

const StageCode = named(
  /^[A-Za-z0-9_:.-]{1,60}$/,
  'stage-code',
  'Код стадии, как его знает CRM: CONVERTED, C1:WON.',
  'The code of a stage as the CRM knows it: CONVERTED, C1:WON.',
);

/** Meanings of stages that nobody may tell us of would look as if they worked. */
function refuseUntold(
  { eventsSecret, stages }: { readonly eventsSecret?: unknown; readonly stages?: unknown },
  context: z.RefinementCtx,
): void {
  if ((eventsSecret === undefined) === (stages === undefined)) return;
  const [given, missing] = stages === undefined ? ['eventsSecret', 'stages'] : ['stages', 'eventsSecret'];
  refuse(context, [given], {
    code: 'stages-and-secret',
    message: {
      ru: `Вместе с ${given} нужно и ${missing}: иначе события CRM ничего не изменят.`,
      en: `${given} needs ${missing} beside it: the CRM's events change nothing otherwise.`,
    },
  });
}

const DestinationField = z.discriminatedUnion('type', [
  exactly({
    id: Id,
    type: z.literal('bitrix24'),
    baseUrl: baseUrl('/'),
    secret: SecretName,
    eventsSecret: SecretName.optional(),
    stages: z.record(StageCode, z.enum(['accepted', 'declined', 'first-response', 'won', 'lost'])).optional(),
  }).superRefine(refuseUntold),
  exactly({
    id: Id,
    type: z.literal('telegram'),
    baseUrl: baseUrl(''),
    secret: SecretName,
    eventsSecret: SecretName.optional(),
  }),
  exactly({ id: Id, type: z.literal('webhook'), url: HttpAddress, secret: SecretName }),
]);

/** Where leads are handed to. */
export const DestinationsDocument = exactly({
  publicUrl: PublicUrl,
  destinations: z.array(DestinationField).min(1).max(20),
}).superRefine(({ destinations }, context) => refuseRepeated(context, ['destinations'], destinations, 'id'));
