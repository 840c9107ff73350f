import { STATUS_CODES } from 'node:http';
import type { Delivered, LogLine } from './control.ts';
import type { Effects } from './effects.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** Longest page that is worth showing in a terminal. */
const MAX_BODY_CHARACTERS = 4_000;

export function printAnswer({ status, headers, body }: HttpAnswer, durationMs: number): void {
  console.log(`← ${status} ${STATUS_CODES[status] ?? ''} in ${durationMs} ms`);
  for (const [name, value] of headers) console.log(`  ${name}: ${value}`);
  if (body !== '') console.log(`\n${indent(cut(pretty(body)))}`);
}

export function printFunctionResult(result: unknown, durationMs: number): void {
  console.log(`← in ${durationMs} ms\n${indent(JSON.stringify(result, undefined, 2))}`);
}

export function printEffects({ lead, lines, deliveries }: Effects): void {
  if (lead !== undefined) printTitled('The lead', JSON.stringify(lead, undefined, 2));
  if (deliveries === undefined) console.log('\nWhat the outside systems received cannot be seen from here.');
  else if (deliveries.length > 0) printTitled('Delivered', deliveries.map(describeDelivery).join('\n'));
  if (lines === undefined) console.log("\nThe functions' logs cannot be seen from here.");
  else printTitled('Logs', lines.map(describeLine).join('\n') || 'nothing was logged');
}

function printTitled(title: string, text: string): void {
  console.log(`\n${title}\n${indent(text)}`);
}

function describeDelivery({ to, delivery }: Delivered): string {
  return `${to} ${JSON.stringify(delivery, undefined, 2)}`;
}

function describeLine({ function: name, line }: LogLine): string {
  return `${name.padEnd(12)} ${line}`;
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}

function cut(text: string): string {
  const rest = text.length - MAX_BODY_CHARACTERS;
  return rest <= 0 ? text : `${text.slice(0, MAX_BODY_CHARACTERS)}\n… and ${rest} characters more`;
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
