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
