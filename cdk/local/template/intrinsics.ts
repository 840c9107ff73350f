/** Where the values come from that only the running stack knows. */
export interface StackValues {
  /** What `Ref` gives for a resource, a parameter or a pseudo parameter. */
  ref(name: string): unknown;
  attribute(logicalId: string, attribute: string): unknown;
  condition(name: string): unknown;
  mapping(map: string, first: string, second: string): unknown;
}

type Arguments = unknown;
type Intrinsic = (args: Arguments, values: StackValues) => unknown;

/** Stands for `AWS::NoValue`: the property it is given to does not exist. */
export const NO_VALUE = Symbol('AWS::NoValue');

const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (args, values) => values.ref(toText(args)),
  'Fn::GetAtt': getAttribute,
  'Fn::Join': join,
  'Fn::Sub': substitute,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::If': chooseByCondition,
  'Fn::FindInMap': findInMap,
  'Fn::Equals': (args, values) => {
    const [left, right] = toList(resolve(args, values));
    return JSON.stringify(left) === JSON.stringify(right);
  },
  'Fn::And': (args, values) => toList(resolve(args, values)).every((part) => part === true),
  'Fn::Or': (args, values) => toList(resolve(args, values)).some((part) => part === true),
  'Fn::Not': (args, values) => toList(resolve(args, values))[0] !== true,
  Condition: (args, values) => resolve(values.condition(toText(args)), values),
};

/** Gives a template's value as CloudFormation would, once every resource is there. */
export function resolve(value: unknown, values: StackValues): unknown {
  if (Array.isArray(value))
    return value.map((part) => resolve(part, values)).filter((part) => part !== NO_VALUE);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (only && entries.length === 1) {
    const [name, args] = only;
    const intrinsic = Object.hasOwn(INTRINSICS, name) ? INTRINSICS[name] : undefined;
    // A statement of a policy has a `Condition` of its own, which is an object and no name of one.
    if (intrinsic && (name !== 'Condition' || typeof args === 'string')) return intrinsic(args, values);
    if (name.startsWith('Fn::'))
      throw new Error(`The local runner does not know the intrinsic function ${name}.`);
  }
  const resolved = entries.map(([key, part]) => [key, resolve(part, values)] as const);
  return Object.fromEntries(resolved.filter(([, part]) => part !== NO_VALUE));
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function getAttribute(args: Arguments, values: StackValues): unknown {
  const [logicalId, ...attribute] = typeof args === 'string' ? args.split('.') : toList(args).map(toText);
  if (logicalId === undefined) throw new Error('Fn::GetAtt names no resource.');
  return values.attribute(logicalId, attribute.join('.'));
}

function join(args: Arguments, values: StackValues): string {
  const [separator, parts] = toList(args);
  return toList(resolve(parts, values)).map(toText).join(toText(separator));
}

/** `${Name}` and `${Name.Attribute}` are replaced, `${!Name}` is how a literal `${Name}` is written. */
function substitute(args: Arguments, values: StackValues): string {
  const [text, own] = typeof args === 'string' ? [args, {}] : toList(args);
  const variables = isRecord(own) ? own : {};
  return toText(text).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (Object.hasOwn(variables, name)) return toText(resolve(variables[name], values));
    return toText(name.includes('.') ? getAttribute(name, values) : values.ref(name));
  });
}

function select(args: Arguments, values: StackValues): unknown {
  const [index, list] = toList(args);
  const chosen = toList(resolve(list, values))[Number(resolve(index, values))];
  if (chosen === undefined)
    throw new Error(`Fn::Select asks for part ${toText(index)} of a list that is shorter.`);
  return chosen;
}

function split(args: Arguments, values: StackValues): string[] {
  const [separator, text] = toList(args);
  return toText(resolve(text, values)).split(toText(separator));
}

function chooseByCondition(args: Arguments, values: StackValues): unknown {
  const [name, yes, no] = toList(args);
  const holds = resolve(values.condition(toText(name)), values) === true;
  return resolve(holds ? yes : no, values);
}

function findInMap(args: Arguments, values: StackValues): unknown {
  const [map = '', first = '', second = ''] = toList(resolve(args, values)).map(toText);
  return values.mapping(map, first, second);
}

function toList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new Error(`A list was expected in the template, not ${JSON.stringify(value)}.`);
}

function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new Error(`A text was expected in the template, not ${JSON.stringify(value)}.`);
}
