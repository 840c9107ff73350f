import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FUNCTION_NAMES, REPOSITORY } from '#test/support/leads-template.ts';

const run = promisify(execFile);

let byNode: string;
let byCli: string;

beforeAll(async () => {
  byNode = await mkdtemp(join(tmpdir(), 'by-node-'));
  byCli = await mkdtemp(join(tmpdir(), 'by-cli-'));
  // The CLI runs `node` from the PATH: the one that runs this test, which need not be the machine's.
  const env = {
    ...process.env,
    PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
    CDK_DISABLE_CLI_TELEMETRY: '1',
  };
  const cli = join(REPOSITORY, 'node_modules/aws-cdk/bin/cdk');
  await Promise.all([
    run(process.execPath, ['cdk/app.ts'], { cwd: REPOSITORY, env: { ...env, CDK_OUTDIR: byNode } }),
    run(process.execPath, [cli, 'synth', '--quiet', '--output', byCli], { cwd: REPOSITORY, env }),
  ]);
}, 180_000);

afterAll(() => Promise.all([byNode, byCli].map((folder) => rm(folder, { recursive: true, force: true }))));

describe('the app', () => {
  it('makes the same template run directly and by the CLI: what is tried here is what is deployed', async () => {
    const [direct, deployed] = await Promise.all([byNode, byCli].map(readTemplate));

    expect(direct).toBe(deployed);
  });

  it('bundles every function', async () => {
    const template = await readTemplate(byNode);

    for (const name of FUNCTION_NAMES) expect(template).toContain(`lead-relay-production-${name}`);
  });
});

function readTemplate(folder: string | undefined): Promise<string> {
  return readFile(join(folder ?? '', 'LeadRelay.template.json'), 'utf8');
}
