import { LibPhoneNumbers } from '#shared/adapters/libphonenumber/phone-numbers.ts';
import type { Contact } from '#shared/domain/lead.ts';
import type { Source } from '#shared/domain/source.ts';
import type { Submission } from '#shared/domain/submission.ts';
import { readFields } from '#shared/domain/submission-fields.ts';
import type { Provider, Reading } from '#shared/intake/provider.ts';
import { requestOf, type Payload } from './payloads.ts';

const phones = new LibPhoneNumbers();

/** A payload through a provider, and its contact through the reading every lead goes through. */
export async function understand(
  provider: Provider,
  payload: Payload,
  source: Source,
): Promise<{ readonly genuine: boolean; readonly reading: Reading; readonly contact?: Contact }> {
  const request = requestOf(payload);
  const secrets = payload.secret === undefined ? [] : [payload.secret];
  const genuine = provider.isGenuine(request, source, secrets);
  const reading = await provider.read(request, source);
  if (reading.outcome !== 'submission') return { genuine, reading };
  return { genuine, reading, contact: contactOf(reading.submission, source) };
}

function contactOf({ fields, kind }: Submission, { region, mandatory }: Source): Contact {
  const parsePhone = (text: string, inRegion: string) => phones.parse(text, inRegion);
  return readFields(fields, { region, mandatory, kind, parsePhone }).contact;
}

/** What the payload says has to come out of it when it is a lead. */
export function expectedOf({ expect }: Payload): Readonly<Record<string, unknown>> {
  const marks = Object.entries(expect.attribution ?? {}).map(([name, mark]) => [name, String(mark)]);
  return {
    kind: expect.kind,
    eventId: expect.event_id,
    attribution: { ...expect.utm, ...Object.fromEntries(marks) },
    ...(expect.missed === undefined ? {} : { call: { missed: expect.missed } }),
  };
}
