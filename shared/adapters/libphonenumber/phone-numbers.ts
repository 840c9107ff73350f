import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { phoneCandidates, type PhoneCandidate } from '#shared/domain/phone-text.ts';
import type { Phone, PhoneNumbers } from '#shared/ports/phone-numbers.ts';

/** Longest number of E.164 with its plus. The German plan, for one, lets longer ones pass. */
const MAX_CHARACTERS = 16;

/**
 * Phones by the numbering plans of libphonenumber.
 *
 * The full metadata is needed: with the small set every Russian number that lost a digit is valid,
 * and no type is known.
 */
export class LibPhoneNumbers implements PhoneNumbers {
  parse(text: string, region: string): Phone | undefined {
    for (const candidate of phoneCandidates(text, region)) {
      const phone = confirm(candidate, region);
      if (phone !== undefined && !hasRival(phone, candidate, region)) return phone;
    }
    return undefined;
  }
}

/** The candidate as a phone, if a numbering plan has it. `extract` would find numbers inside any text. */
function confirm({ number, extension }: PhoneCandidate, region: string): Phone | undefined {
  const parsed = parsePhoneNumberFromString(number, {
    ...(isSupportedCountry(region) && { defaultCountry: region }),
    extract: false,
  });
  if (parsed === undefined || !parsed.isValid() || parsed.number.length > MAX_CHARACTERS) return undefined;
  return {
    e164: parsed.number,
    country: parsed.country,
    type: parsed.getType(),
    extension: extension ?? parsed.ext,
  };
}

/** Whether another reading of the same digits is somebody's number too. */
function hasRival({ e164 }: Phone, { rivals = [] }: PhoneCandidate, region: string): boolean {
  return rivals.some((number) => {
    const other = confirm({ number }, region);
    return other !== undefined && other.e164 !== e164;
  });
}
