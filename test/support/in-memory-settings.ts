import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkSettings } from '#shared/contracts/settings/check-settings.ts';
import type { Settings, SettingsDocument, SettingsReader } from '#shared/ports/settings.ts';
import { REPOSITORY } from './leads-template.ts';

/** What a running system fills into the demonstration's settings. */
export const DEMO_VARIABLES = {
  STAND_INS_URL: 'http://127.0.0.1:9/local/stand-ins',
  PUBLIC_URL: 'http://127.0.0.1:9',
  SITE_URL: 'http://localhost:9',
  CAPTCHA_URL: 'http://127.0.0.1:9/local/stand-ins/captcha',
  REGISTRY_URL: 'http://127.0.0.1:9/local/stand-ins/registry',
  CHECKO_URL: 'http://127.0.0.1:9/local/stand-ins/checko',
  FORM_SERVICES_URL: 'http://127.0.0.1:9/local/stand-ins/form-services',
};

/** The demo's documents as version 1 of each, checked the way publishing checks them. */
export async function demoSettings(): Promise<Settings> {
  const [sources, policy, team, destinations] = await Promise.all([
    read('sources'),
    read('policy'),
    read('team'),
    read('destinations'),
  ]);
  return { sources, policy, team, destinations };
}

export class InMemorySettings implements SettingsReader {
  #settings: Settings;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** Puts another content of a document in force. */
  put<D extends SettingsDocument>(document: D, content: Settings[D]): void {
    this.#settings = { ...this.#settings, [document]: content };
  }

  async current<D extends SettingsDocument>(document: D): Promise<Settings[D]> {
    return this.#settings[document];
  }
}

async function read<D extends SettingsDocument>(document: D): Promise<Settings[D]> {
  const text = await readFile(join(REPOSITORY, 'cdk/local/settings', `${document}.yaml`), 'utf8');
  const checked = checkSettings(document, text, DEMO_VARIABLES);
  if (checked.outcome === 'faulty') throw new Error(`${document}.yaml: ${JSON.stringify(checked.faults)}`);
  return { ...checked.content, version: 1 } as unknown as Settings[D];
}
