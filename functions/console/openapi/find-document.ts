import type { BuiltDocument } from './build.ts';

let built: Promise<BuiltDocument> | undefined;

/**
 * The document as JSON, and a version that changes with it.
 *
 * Run from source it is built when it is first asked for. A bundle has it in a file beside it
 * (`cdk/bundling/api-document.ts`), and neither the schemas of answers nor what turns them into a document.
 */
export function readDocument(): Promise<BuiltDocument> {
  built ??= import('./build.ts').then(({ buildText }) => buildText());
  return built;
}
