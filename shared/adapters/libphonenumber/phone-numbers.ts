import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { phoneCandidates, type PhoneCandidate } from '#shared/domain/phone-text.ts';
import type { Phone, PhoneNumbers } from '#shared/ports/phone-numbers.ts';

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
      if (phone !== undefined) return phone;
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
  if (parsed === undefined || !parsed.isValid()) return undefined;
  return {
    e164: parsed.number,
    country: parsed.country,
    type: parsed.getType(),
    extension: extension ?? parsed.ext,
  };
}
