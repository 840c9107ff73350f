/**
 * Loads one bundle in a fresh process and says how long it took until the handler could be called.
 *
 * Plain JavaScript, so that nothing else is loaded before: `node cold-start-child.mjs <bundle>`.
 */
import { pathToFileURL } from 'node:url';

const url = pathToFileURL(process.argv[2]).href;
const startedAt = process.hrtime.bigint();
const { handler } = await import(url);
const endedAt = process.hrtime.bigint();
if (typeof handler !== 'function') throw new Error(`${process.argv[2]} exports no handler`);
process.stdout.write(String(Number(endedAt - startedAt) / 1e6), () => process.exit(0));
