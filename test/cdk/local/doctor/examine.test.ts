import { describe, expect, it } from 'vitest';
import { examine } from '#cdk/local/doctor/examine.ts';
import type { Facts } from '#cdk/local/doctor/facts.ts';
import { demoSettings } from '#test/support/in-memory-settings.ts';

const NOW = new Date('2026-11-23T09:00:00.000Z');

const DOCUMENT = {
  inForce: { version: 1, by: 'settings-folder', at: '2026-11-20T09:00:00.000Z' },
  faults: [],
  isUnpublished: false,
  differs: false,
};

async function healthyFacts(): Promise<Facts> {
  const content = await demoSettings();
  const secrets = ['identity-key', 'offer-links', 'ops-token', 'head-token', ...namedSecrets(content)];
  return {
    now: NOW,
    machine: { node: '24.21.0', hasTableEngine: true, hasQueueEngine: true, hasTar: true, release: 'abc' },
    folder: {
      path: '/data',
      exists: true,
      isWritable: true,
      isOpenToOthers: false,
      bytes: 1e6,
      freeBytes: 1e11,
      stamp: undefined,
      runner: undefined,
      changedAt: NOW,
    },
    system: { url: 'http://127.0.0.1:8787', port: 'free' },
    settings: {
      folder: '/settings',
      isDemonstration: true,
      documents: { sources: DOCUMENT, policy: DOCUMENT, team: DOCUMENT, destinations: DOCUMENT },
      content,
    },
    secrets: { present: new Set(secrets), ofDemonstration: new Set(), inEnvFile: new Set() },
    reach: {},
    table: { circuits: {}, reps: {} },
  };
}

/** Every text of the settings that could be a secret's name. */
function namedSecrets(content: unknown): readonly string[] {
  return [...JSON.stringify(content).matchAll(/"([a-z0-9]+(?:-[a-z0-9]+)+)"/g)].map(([, name]) => name ?? '');
}

async function found(level: string, change: (facts: Facts) => Facts): Promise<readonly string[]> {
  return examine(change(await healthyFacts()))
    .filter((finding) => finding.level === level)
    .map(({ code, of, text }) => `${of ?? code}: ${text.en}`);
}

describe('the doctor', () => {
  it('finds nothing broken in the demonstration', async () => {
    expect(await found('broken', (facts) => facts)).toEqual([]);
  });

  it('names the engine that is missing', async () => {
    const broken = await found('broken', (facts) => ({
      ...facts,
      machine: { ...facts.machine, hasTableEngine: false },
    }));

    expect(broken).toHaveLength(1);
  });

  it('says that a folder cannot be written to, and that the disk is nearly full', async () => {
    const broken = await found('broken', (facts) => ({
      ...facts,
      folder: { ...facts.folder, isWritable: false },
    }));
    const full = await found('broken', (facts) => ({
      ...facts,
      folder: { ...facts.folder, freeBytes: 1e6 },
    }));

    expect(broken.join()).toContain('/data');
    expect(full).toHaveLength(1);
  });

  it('names a source whose secret is missing, and never a value', async () => {
    const broken = await found('broken', (facts) => ({
      ...facts,
      secrets: {
        ...facts.secrets,
        present: new Set([...facts.secrets.present].filter((name) => name !== 'mango-salt')),
      },
    }));

    expect(broken).toHaveLength(1);
    expect(broken[0]).toContain('mango-salt');
  });

  it('warns of tokens that everybody knows', async () => {
    const warnings = await found('warning', (facts) => ({
      ...facts,
      secrets: { ...facts.secrets, ofDemonstration: new Set(['ops-token']) },
    }));

    expect(warnings.join('\n')).toContain('ops-token');
  });

  it('says what holds no longer than the year', async () => {
    const warnings = await found('warning', (facts) => ({
      ...facts,
      now: new Date('2027-02-01T09:00:00.000Z'),
    }));

    expect(warnings.join('\n')).toContain('production calendar');
  });
});
