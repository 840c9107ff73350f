import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFile } from '#cdk/local/policy/check.ts';
import { REPOSITORY } from '#test/support/leads-template.ts';

const DEMO = join(REPOSITORY, 'cdk/local/settings/policy.yaml');

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'lead-relay-policy-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function aFile(change: (text: string) => string): Promise<string> {
  const file = join(folder, 'policy.yaml');
  await writeFile(file, change(await readFile(DEMO, 'utf8')));
  return file;
}

describe('npm run policy:check', () => {
  it('lists every example with what decided it, and lets the demonstration pass', async () => {
    const [said, exitCode] = await checkFile(DEMO, 'en');

    expect(exitCode).toBe(0);
    expect(said.match(/^✓/gm)?.length).toBe(16);
    expect(said).toContain('✓ слишком маленький заказ → rejected: too-small');
    expect(said).toContain('→ C 8: budget 8 (small-budget), authority 0 (unknown)');
    expect(said).toContain('It can be published.');
  });

  it('refuses a policy whose example comes out otherwise, at its line', async () => {
    const file = await aFile((text) => text.replace('need.budgetRub < 50000\n', 'need.budgetRub < 60000\n'));

    const [said, exitCode] = await checkFile(file, 'ru');

    expect(exitCode).toBe(1);
    expect(said).toContain('✗ ровно 50 000 ₽ — уже не мало → отклонён: too-small');
    expect(said).toMatch(/policy\.yaml:\d+:\d+: example-failed: Пример .*too-small/);
    expect(said).toContain('Публиковать нельзя.');
  });

  it('says file, line, column, code and sentence of what cannot be read', async () => {
    const file = await aFile((text) => text.replace('lead.clientType ==', 'lead.client =='));

    const [said, exitCode] = await checkFile(file, 'en');

    expect(exitCode).toBe(1);
    expect(said).toMatch(/^.*policy\.yaml:\d+:\d+: unknown-fact: .+/m);
  });

  it('says so when there is no such file', async () => {
    await expect(checkFile(join(folder, 'none.yaml'), 'en')).rejects.toThrow('none.yaml');
  });
});
