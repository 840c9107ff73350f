import type { FieldName } from '#shared/domain/source.ts';
import type { FormSchema } from '../form-schema.ts';

/** The field where a fault is shown. A KPP typed behind the INN is at fault there, if it has no field of its own. */
export function placeOf(field: string, { fields, consent }: FormSchema): FieldName | undefined {
  if (field === 'consent') return consent && field;
  const find = (wanted: string) => fields.find(({ name }) => name === wanted)?.name;
  return find(field) ?? (field === 'kpp' ? find('inn') : undefined);
}
