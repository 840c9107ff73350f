import * as z from 'zod';
import { parseCondition } from './condition-text.ts';
import type { FactList } from './fact-list.ts';
import { exactly, otherwise, refuse } from './schema-faults.ts';

/** Ids are part of URLs, keys and metrics. */
export const Id = named(
  /^[a-z0-9][a-z0-9-]{0,39}$/,
  'id',
  'Имя: строчные латинские буквы, цифры и дефис, до 40 знаков.',
  'An id has small letters, digits and hyphens, up to 40 characters.',
);

/** The name of a secret, which is never the secret: most of those do not fit the pattern. */
export const SecretName = named(
  /^[a-z][a-z0-9-]{0,63}$/,
  'secret-name',
  'Здесь пишут имя секрета (строчные латинские буквы, цифры, дефис), а не сам секрет.',
  'This is the name of a secret (small letters, digits, hyphens), never the secret itself.',
);

/** A stable code of a rule: it is stored with every lead it decides about. */
export const Code = named(
  /^[a-z][a-z0-9-]{0,39}$/,
  'code',
  'Код: строчные латинские буквы, цифры и дефис, до 40 знаков.',
  'A code has small letters, digits and hyphens, up to 40 characters.',
);

export const SentenceField = exactly({ ru: text(300), en: text(300) });

export function text(maximum: number) {
  return z.string().trim().min(1).max(maximum);
}

export function named(pattern: RegExp, code: string, ru: string, en: string) {
  return z.string().refine((value) => pattern.test(value), otherwise(code, ru, en));
}

/** Accounts and numbers in other systems: YAML reads an unquoted `42` as a number. */
export const ForeignId = z.union([z.string(), z.int()]).transform(String).pipe(text(200));

/** A condition in CEL, checked against the facts and turned into its tree. */
export function condition(facts: FactList) {
  return z.union([z.string(), z.boolean()]).transform((value, context) => {
    const reading = parseCondition(String(value), facts);
    if (reading.outcome === 'ok') return reading.condition;
    reading.faults.forEach((fault) => refuse(context, [], fault));
    return z.NEVER;
  });
}

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** Where we send personal data: https, or this machine. Secrets do not belong into addresses. */
export const HttpAddress = z
  .string()
  .max(500)
  .transform((value, context) => {
    const url = URL.canParse(value) ? new URL(value) : undefined;
    const refusal = toRefusal(url);
    if (refusal === undefined) return value;
    refuse(context, [], refusal);
    return z.NEVER;
  });

function toRefusal(url: URL | undefined) {
  if (url === undefined || !['http:', 'https:'].includes(url.protocol))
    return refusal(
      'not-an-address',
      'Это не адрес. Пример: https://company.bitrix24.ru/rest/',
      'This is not an address. An example: https://company.bitrix24.ru/rest/',
    );
  if (url.username !== '' || url.password !== '')
    return refusal(
      'credentials-in-address',
      'Логин и пароль в адресе не пишут: их место в секретах.',
      'A user and password do not belong into an address but into a secret.',
    );
  if (url.protocol === 'http:' && !LOOPBACK.includes(url.hostname))
    return refusal(
      'not-https',
      'Нужен https: по http данные идут открыто. http годится только для этой же машины.',
      'It must be https: http sends the data in the open, and will do on this machine only.',
    );
  if (url.hash !== '')
    return refusal(
      'not-an-address',
      'Часть после # в адресе лишняя.',
      'The part after # does not belong there.',
    );
  return undefined;
}

function refusal(code: string, ru: string, en: string) {
  return { code, message: { ru, en } };
}

/** The indexes of what repeats something before it. */
export function findRepeated<T>(entries: readonly T[], by: (entry: T) => string): readonly number[] {
  const seen = new Set<string>();
  return entries.flatMap((entry, index) => {
    const key = by(entry);
    if (seen.has(key)) return [index];
    seen.add(key);
    return [];
  });
}

/** Refuses the second of two entries with one id or code. */
export function refuseRepeated<T>(
  context: z.RefinementCtx,
  path: readonly (string | number)[],
  entries: readonly T[],
  field: keyof T & string,
): void {
  for (const index of findRepeated(entries, (entry) => String(entry[field])))
    refuse(context, [...path, index, field], {
      code: 'repeated',
      message: {
        ru: `«${String(entries[index]?.[field])}» уже есть выше.`,
        en: `“${String(entries[index]?.[field])}” is there already, further up.`,
      },
    });
}
