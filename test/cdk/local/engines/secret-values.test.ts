import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseEnvFile, readGeneratedSecrets, readSecrets } from '#cdk/local/engines/secret-values.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../fixture-runner.ts';

let folder: TemporaryFolder;
beforeEach(async () => (folder = await makeTemporaryFolder()));
afterEach(() => folder.remove());

describe('the secrets of this machine', () => {
  it('come from the demonstration, the file and the environment, the later winning', async () => {
    const envFile = join(folder.path, '.env.local');
    await writeFile(
      envFile,
      '# ours\nSECRET_DADATA_TOKEN=from-file\nSECRET_TELEGRAM_BOT="from file"\nOTHER=x\n',
    );
    const demo = { 'dadata-token': 'demo', 'mango-salt': 'demo', 'telegram-bot': 'demo' };

    const secrets = await readSecrets({
      demo,
      envFile,
      environment: { SECRET_DADATA_TOKEN: 'from-environment' },
    });

    expect(secrets).toEqual({
      'dadata-token': 'from-environment',
      'telegram-bot': 'from file',
      'mango-salt': 'demo',
      'ops-token': 'local-ops',
      'head-token': 'local-head',
    });
  });

  it('take the tokens of people from variables of their own', async () => {
    const environment = { LEADS_OPS_TOKEN: 'mine', LEADS_HEAD_TOKEN: 'hers' };

    const secrets = await readSecrets({ demo: {}, envFile: join(folder.path, 'none'), environment });

    expect(secrets).toEqual({ 'ops-token': 'mine', 'head-token': 'hers' });
  });

  it('that nobody outside needs are made once and kept', async () => {
    const path = join(folder.path, 'secrets.json');
    const generated = { template: '{"fixed":"yes"}', key: 'signing-key' };
    const definitions = [{ name: 'S', arn: 'arn', generated }];

    const first = await readGeneratedSecrets(path, definitions, ['offer-links']);
    const second = await readGeneratedSecrets(path, definitions, ['offer-links']);

    expect(first).toEqual({
      fixed: 'yes',
      'signing-key': expect.any(String),
      'offer-links': expect.any(String),
    });
    expect(first['signing-key']).not.toBe(first['offer-links']);
    expect(second).toEqual(first);
  });

  it('are read the way a shell would', () => {
    expect(parseEnvFile("export A=1\n B = two words \nC='quo\"ted'\n#D=4\nnonsense\nE=a=b")).toEqual({
      ...{ A: '1', B: 'two words', C: 'quo"ted', E: 'a=b' },
    });
  });
});
