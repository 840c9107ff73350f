import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { type ExecutedType, type InertType, isKnownType } from './resource-types.ts';

export interface Resource {
  readonly logicalId: string;
  readonly type: string;
  readonly condition?: string | undefined;
  /** As in the template, with its intrinsic functions still in it. */
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface Template {
  readonly stackName: string;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly conditions: Readonly<Record<string, unknown>>;
  readonly mappings: Readonly<Record<string, Record<string, Record<string, unknown>>>>;
  /** Folder of an asset by the key it would have in the bucket. */
  readonly assetFolders: ReadonlyMap<string, string>;
}

const Properties = z.record(z.string(), z.unknown());

const TemplateFile = z.object({
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Condition: z.optional(z.string()), Properties: z.optional(Properties) }),
  ),
  Parameters: z.optional(z.record(z.string(), z.object({ Default: z.optional(z.unknown()) }))),
  Conditions: z.optional(Properties),
  Mappings: z.optional(z.record(z.string(), z.record(z.string(), Properties))),
});

const AssetsFile = z.object({
  files: z.record(z.string(), z.object({ source: z.object({ path: z.optional(z.string()) }) })),
});

/**
 * Reads a synthesized stack: its template, and the manifest that says which folder each asset came from.
 * Throws a sentence when the stack is not there, or has a resource of a type nobody has thought about.
 */
export async function readTemplate(folder: string): Promise<Template> {
  const stackName = await findStackName(folder);
  const text = await readFile(join(folder, `${stackName}${SUFFIX}`), 'utf8');
  const file = TemplateFile.parse(JSON.parse(text));
  const resources = new Map(
    Object.entries(file.Resources).map(([logicalId, { Type, Condition, Properties: properties = {} }]) => [
      logicalId,
      { logicalId, type: Type, condition: Condition, properties },
    ]),
  );
  refuseUnknownTypes([...resources.values()]);
  return {
    stackName,
    resources,
    parameters: Object.fromEntries(
      Object.entries(file.Parameters ?? {}).map(([name, { Default }]) => [name, Default]),
    ),
    conditions: file.Conditions ?? {},
    mappings: file.Mappings ?? {},
    assetFolders: await readAssetFolders(folder, stackName),
  };
}

export function resourcesOf(template: Template, ...types: readonly (ExecutedType | InertType)[]): Resource[] {
  const wanted: ReadonlySet<string> = new Set(types);
  return [...template.resources.values()].filter(({ type }) => wanted.has(type));
}

const SUFFIX = '.template.json';

async function findStackName(folder: string): Promise<string> {
  const files = existsSync(folder) ? await readdir(folder) : [];
  const [name, another] = files.filter((file) => file.endsWith(SUFFIX));
  if (name === undefined)
    throw new Error(`There is no synthesized stack in ${folder}. \`node cdk/app.ts\` makes one.`);
  if (another !== undefined) throw new Error(`There are several stacks in ${folder}; one machine runs one.`);
  return name.slice(0, -SUFFIX.length);
}

function refuseUnknownTypes(resources: readonly Resource[]): void {
  const unknown = resources.filter(({ type }) => !isKnownType(type));
  if (unknown.length === 0) return;
  const names = unknown.map(({ type, logicalId }) => `${type} (${logicalId})`).join(', ');
  throw new Error(
    `The local runner does not know ${names}. ` +
      'Teach it to execute the type, or list it as inert in cdk/local/template/resource-types.ts.',
  );
}

/** The keys in the bucket are `<hash>.zip`; the folders in the assembly are called as the manifest says. */
async function readAssetFolders(folder: string, stackName: string): Promise<Map<string, string>> {
  const path = join(folder, `${stackName}.assets.json`);
  if (!existsSync(path)) return new Map();
  const { files } = AssetsFile.parse(JSON.parse(await readFile(path, 'utf8')));
  return new Map(
    Object.entries(files).flatMap(([hash, { source }]) =>
      source.path === undefined ? [] : [[hash, join(folder, source.path)] as const],
    ),
  );
}
