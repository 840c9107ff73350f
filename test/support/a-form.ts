import { parseInn } from '#shared/domain/inn.ts';

/** A form as our own page sends it, of an active company of Moscow, worth grade A. */
export const A_FORM = {
  name: 'Алексей Станков',
  phone: '+7 999 000-00-01',
  email: 'zakupki@stanki.example',
  company: 'ООО «Яндекс»',
  inn: '7736207543',
  product: 'Токарный станок с ЧПУ',
  budget: '1 500 000',
  timeline: 'month',
  role: 'director',
  message: 'Нужны два станка в этом квартале, перезвоните после 15:00',
  consent: 'yes',
} as const;

/** The same wish of another client each: no form is a duplicate of another. `index` is up to 9999. */
export function aFormOf(index: number) {
  const number = String(index).padStart(4, '0');
  return {
    ...A_FORM,
    phone: `+7 999 123-${number.slice(0, 2)}-${number.slice(2)}`,
    email: `zakupki@zavod-${number}.example`,
    inn: innOf(`77362${number}`),
  };
}

/** A company's INN of these nine digits and the one that checks them. */
function innOf(digits: string): string {
  return Array.from({ length: 10 }, (_, last) => `${digits}${last}`).find(parseInn) ?? '';
}
