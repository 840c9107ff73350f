import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Secrets } from '#shared/ports/secrets.ts';

/** A rotated secret is in use everywhere after this long, while the old one still counts. */
const MAX_AGE_MS = 5 * 60_000;

/** A name nobody stored is looked for again no more often than this, however many requests name it. */
const MISS_MAX_AGE_MS = 10_000;

export interface SecretsManagerOptions {
  readonly now?: () => number;
  /** Reads the secret's text; Secrets Manager unless a test says otherwise. */
  readonly readSecretString?: (secretId: string) => Promise<string | undefined>;
}

interface Snapshot {
  readonly values: ReadonlyMap<string, string>;
  readonly readAt: number;
}

/**
 * All secrets of the system as one secret, a JSON object of name to value: one call, one price, one
 * permission. An old value is better than none, so a failing refresh keeps what was read before.
 */
export class SecretsManagerSecrets implements Secrets {
  readonly #secretId: string;
  readonly #now: () => number;
  readonly #read: (secretId: string) => Promise<string | undefined>;
  #snapshot: Snapshot | undefined;
  #reading: Promise<Snapshot> | undefined;

  constructor(secretId: string, options: SecretsManagerOptions = {}) {
    this.#secretId = secretId;
    this.#now = options.now ?? Date.now;
    this.#read = options.readSecretString ?? readSecretString;
  }

  async find(name: string): Promise<string | undefined> {
    const known = this.#snapshot;
    const age = known === undefined ? Number.POSITIVE_INFINITY : this.#now() - known.readAt;
    const maxAge = known?.values.has(name) === true ? MAX_AGE_MS : MISS_MAX_AGE_MS;
    const snapshot = known !== undefined && age < maxAge ? known : await this.#refresh(known);
    return snapshot.values.get(name);
  }

  async #refresh(known: Snapshot | undefined): Promise<Snapshot> {
    this.#reading ??= this.#readSnapshot().finally(() => (this.#reading = undefined));
    try {
      return await this.#reading;
    } catch (error) {
      if (known === undefined) throw error;
      this.#snapshot = { ...known, readAt: this.#now() - MAX_AGE_MS + MISS_MAX_AGE_MS };
      return known;
    }
  }

  async #readSnapshot(): Promise<Snapshot> {
    const values = parseSecrets(await this.#read(this.#secretId));
    this.#snapshot = { values, readAt: this.#now() };
    return this.#snapshot;
  }
}

/** Its errors say what is wrong with the secret and never what is in it. */
function parseSecrets(text: string | undefined): ReadonlyMap<string, string> {
  const content = parseJson(text ?? '{}');
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new Error('the secret is not a JSON object of name to value');
  return new Map(
    Object.entries(content).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The SDK is loaded when a secret is first needed: most cold starts answer without one. */
async function readSecretString(secretId: string): Promise<string | undefined> {
  const sdk = await import('@aws-sdk/client-secrets-manager');
  client ??= new sdk.SecretsManagerClient({});
  const { SecretString } = await client.send(new sdk.GetSecretValueCommand({ SecretId: secretId }));
  return SecretString;
}

let client: SecretsManagerClient | undefined;
