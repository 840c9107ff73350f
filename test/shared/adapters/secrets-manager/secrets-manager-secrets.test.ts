import { describe, expect, it } from 'vitest';
import { SecretsManagerSecrets } from '#shared/adapters/secrets-manager/secrets-manager-secrets.ts';
import { answerJson, scriptedServer } from '#test/support/scripted-server.ts';

const MINUTE_MS = 60_000;

describe('the secrets of Secrets Manager', () => {
  it('are read once for all names and again after five minutes', async () => {
    const store = aStore({ crm: '1/abc', bot: '1:token' });

    expect(await store.secrets.find('crm')).toBe('1/abc');
    expect(await store.secrets.find('bot')).toBe('1:token');
    store.pass(4 * MINUTE_MS);
    await store.secrets.find('crm');
    expect(store.reads()).toBe(1);

    store.hold({ crm: '1/rotated' });
    store.pass(MINUTE_MS);
    expect(await store.secrets.find('crm')).toBe('1/rotated');
    expect(store.reads()).toBe(2);
  });

  it('are looked into again for an unknown name, but not at every request', async () => {
    const store = aStore({});

    for (let count = 0; count < 5; count += 1) expect(await store.secrets.find('crm')).toBeUndefined();
    expect(store.reads()).toBe(1);

    store.hold({ crm: '1/stored-just-now' });
    store.pass(10_000);
    expect(await store.secrets.find('crm')).toBe('1/stored-just-now');
  });

  it('are read once by requests that come together', async () => {
    const store = aStore({ crm: '1/abc' });

    await Promise.all(['crm', 'bot', 'crm'].map((name) => store.secrets.find(name)));

    expect(store.reads()).toBe(1);
  });

  it('stay as they were while the store does not answer', async () => {
    const store = aStore({ crm: '1/abc' });
    await store.secrets.find('crm');
    store.fail();
    store.pass(6 * MINUTE_MS);

    expect(await store.secrets.find('crm')).toBe('1/abc');
    expect(await store.secrets.find('crm')).toBe('1/abc');
    expect(store.reads()).toBe(2);
  });

  it('come from Secrets Manager, under the id of the one secret', async () => {
    const store = await scriptedServer((response) =>
      answerJson(response, 200, { SecretString: JSON.stringify({ crm: '1/abc' }) }),
    );
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_SECRETS_MANAGER: store.url,
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    });

    const found = await new SecretsManagerSecrets('lead-relay').find('crm');
    await store.stop();

    expect(found).toBe('1/abc');
    expect(store.received[0]?.headers['x-amz-target']).toBe('secretsmanager.GetSecretValue');
    expect(JSON.parse(store.received[0]?.body ?? '')).toEqual({ SecretId: 'lead-relay' });
  });

  it('fail loudly when none were ever read, without telling what is in them', async () => {
    const store = aStore({});
    store.fail();
    const broken = new SecretsManagerSecrets('id', { readSecretString: async () => '{"crm": "1/abc"' });

    await expect(store.secrets.find('crm')).rejects.toThrow('the store is down');
    await expect(broken.find('crm')).rejects.toThrow('the secret is not a JSON object of name to value');
  });
});

function aStore(first: Readonly<Record<string, string>>) {
  let content: Readonly<Record<string, string>> | undefined = first;
  let reads = 0;
  let now = 1_000_000;
  const secrets = new SecretsManagerSecrets('lead-relay', {
    now: () => now,
    readSecretString: async () => {
      reads += 1;
      if (content === undefined) throw new Error('the store is down');
      return JSON.stringify(content);
    },
  });
  return {
    secrets,
    reads: () => reads,
    hold: (next: Readonly<Record<string, string>>) => (content = next),
    fail: () => (content = undefined),
    pass: (milliseconds: number) => (now += milliseconds),
  };
}
