import { html } from 'hono/html';
import type { Language } from '#shared/domain/language.ts';
import { say } from '../../words.ts';
import type { Html } from '../../pages/layout.ts';
import { COMPONENTS, type JsonSchema } from '../json-schemas.ts';
import { DOCS_TEXTS, FORMAT_TEXTS, TYPE_TEXTS } from './docs-texts.ts';
import { inline } from './markup.ts';

/** One member of an object, wherever in it: `reps[].load.open`. */
interface Field {
  readonly path: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
}

/** Deeper than this nobody reads a list of fields. */
const MAX_DEPTH = 5;

/** Every member of a schema, with its type and what it means; nothing for one that is no object. */
export function fieldList(schema: JsonSchema, language: Language): Html | string {
  const variants = objectsOf(schema).filter((one) => Object.keys(propertiesOf(one)).length > 0);
  if (variants.length === 0) return '';
  return html`${variants.map(
    (variant) =>
      html`<dl class="fields">${fieldsOf(variant, '', 0).map((field) => fieldRow(field, language))}</dl>`,
  )}`;
}

/** What a value may be, in words: `list of Lead`, `text or null`. */
export function typeWords(schema: JsonSchema, language: Language): Html | string {
  const { $ref, anyOf, const: constant, enum: values, type } = schema;
  if (typeof $ref === 'string') return schemaLink($ref);
  if (Array.isArray(anyOf))
    return joined(
      anyOf.map((one) => typeWords(one, language)),
      language,
    );
  if (constant !== undefined) return html`<code>${JSON.stringify(constant)}</code>`;
  if (Array.isArray(values)) return html`${values.map((one) => html`<code>${String(one)}</code> `)}`;
  if (Array.isArray(type))
    return joined(
      type.map((one) => plainType({ ...schema, type: one }, language)),
      language,
    );
  return plainType(schema, language);
}

function plainType(schema: JsonSchema, language: Language): Html | string {
  const { type, format, items, additionalProperties: others } = schema;
  if (type === 'array' && isSchema(items) && Object.keys(propertiesOf(items)).length === 0)
    return around(DOCS_TEXTS.listOf[language], typeWords(items, language));
  if (type === 'object' && isSchema(others) && Object.keys(propertiesOf(schema)).length === 0)
    return around(DOCS_TEXTS.byName[language], typeWords(others, language));
  if (typeof type !== 'string') return DOCS_TEXTS.anything[language];
  return FORMAT_TEXTS[String(format)]?.[language] ?? TYPE_TEXTS[type]?.[language] ?? type;
}

/** Bounds and the value where nothing is said. */
export function limitWords(schema: JsonSchema, language: Language): string {
  const { minimum, maximum, maxLength, default: usual } = schema;
  const words = [
    minimum === undefined || maximum === undefined ? undefined : `${minimum}–${maximum}`,
    maxLength === undefined ? undefined : say(DOCS_TEXTS.upTo, language, { count: Number(maxLength) }),
    usual === undefined ? undefined : say(DOCS_TEXTS.byDefault, language, { value: String(usual) }),
  ];
  return words.filter((one) => one !== undefined).join(', ');
}

export function schemaLink(reference: string): Html {
  const name = reference.slice(COMPONENTS.length);
  return html`<a href="#schema-${name}">${name}</a>`;
}

function fieldRow({ path, schema, required }: Field, language: Language): Html {
  const limits = limitWords(schema, language);
  return html`<dt>
      <b>${path}</b>${required ? html`<span class="star">*</span>` : ''}
      <span class="type">${typeWords(schema, language)}${limits === '' ? '' : `, ${limits}`}</span>
    </dt>
    <dd>${inline(String(schema['description'] ?? ''))}</dd>`;
}

function fieldsOf(schema: JsonSchema, prefix: string, depth: number): readonly Field[] {
  const { required } = schema;
  const mandatory: readonly unknown[] = Array.isArray(required) ? required : [];
  return Object.entries(propertiesOf(schema)).flatMap(([name, property]) => {
    const path = `${prefix}${name}`;
    const own: Field = { path, schema: property, required: mandatory.includes(name) };
    return depth === MAX_DEPTH ? [own] : [own, ...innerFields(property, path, depth)];
  });
}

/** Members of what has no name of its own, and is therefore described on the spot. */
function innerFields(schema: JsonSchema, path: string, depth: number): readonly Field[] {
  const { items } = schema;
  if (isSchema(items)) return innerFields(items, `${path}[]`, depth);
  return objectsOf(schema).flatMap((one) => fieldsOf(one, `${path}.`, depth + 1));
}

/** The objects a schema may be: itself, or each it has a choice of. */
function objectsOf(schema: JsonSchema): readonly JsonSchema[] {
  const { anyOf } = schema;
  return Array.isArray(anyOf) ? anyOf.filter(isSchema).flatMap(objectsOf) : [schema];
}

function propertiesOf({ properties }: JsonSchema): Readonly<Record<string, JsonSchema>> {
  if (!isSchema(properties)) return {};
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, one]) => (isSchema(one) ? [[name, one]] : [])),
  );
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function joined(parts: readonly (Html | string)[], language: Language): Html {
  return html`${parts.map((part, index) => html`${index === 0 ? '' : DOCS_TEXTS.or[language]}${part}`)}`;
}

/** The sentence with the markup at its `{of}`. */
function around(sentence: string, of: Html | string): Html {
  const [before = '', after = ''] = sentence.split('{of}');
  return html`${before}${of}${after}`;
}
