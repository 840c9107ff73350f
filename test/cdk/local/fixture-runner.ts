import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Runner, type RunnerOptions, startRunner } from '#cdk/local/runner.ts';

export const FIXTURE = fileURLToPath(new URL('./fixture', import.meta.url));

export interface TemporaryFolder {
  readonly path: string;
  remove(): Promise<void>;
}

export async function makeTemporaryFolder(): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), 'lead-relay-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Runs the small stack of `fixture/`: a door, a worker behind a queue, a clerk of dead letters, and a guinea pig. */
export function startFixture(dataFolder: string, options: Partial<RunnerOptions> = {}): Promise<Runner> {
  return startRunner({
    templateFolder: FIXTURE,
    envFile: join(dataFolder, 'no.env'),
    ...options,
    dataFolder,
  });
}

export function postNote(runner: Runner, note: object): Promise<Response> {
  return fetch(`${runner.url}/notes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(note),
  });
}

export async function readState(runner: Runner, id: string): Promise<string> {
  const answer: { state: string } = await (await fetch(`${runner.url}/notes/${id}`)).json();
  return answer.state;
}

export function isOpen(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((answer) => {
    const socket = connect(Number(port), hostname);
    socket.once('connect', () => answer(true)).once('error', () => answer(false));
    socket.once('connect', () => socket.destroy());
  });
}
