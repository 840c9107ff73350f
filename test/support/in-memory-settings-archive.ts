import type {
  PublishedVersion,
  Settings,
  SettingsArchive,
  SettingsDocument,
} from '#shared/ports/settings.ts';

/** Every published version in memory, and which one is in force. */
export class InMemorySettingsArchive implements SettingsArchive {
  readonly #versions = new Map<SettingsDocument, { published: PublishedVersion; content: unknown }[]>();
  readonly #inForce = new Map<SettingsDocument, number>();

  /** Documents as if somebody had published them under the versions they carry. */
  constructor(settings: Partial<Settings> = {}) {
    for (const document of ['sources', 'policy', 'team', 'destinations'] as const) {
      const content = settings[document];
      if (content !== undefined)
        this.#add(document, content.version, 'as it was', content, 'settings-folder');
    }
  }

  async publish(document: SettingsDocument, text: string, content: unknown, by: string): Promise<number> {
    const version =
      Math.max(0, ...(this.#versions.get(document) ?? []).map(({ published }) => published.version)) + 1;
    this.#add(document, version, text, content, by);
    return version;
  }

  async versions(document: SettingsDocument): Promise<readonly PublishedVersion[]> {
    return (this.#versions.get(document) ?? []).map(({ published }) => published).toReversed();
  }

  async content<D extends SettingsDocument>(document: D, version: number): Promise<Settings[D] | undefined> {
    const found = this.#versions.get(document)?.find(({ published }) => published.version === version);
    return found === undefined ? undefined : ({ ...Object(found.content), version } as Settings[D]);
  }

  async putInForce(document: SettingsDocument, version: number): Promise<'done' | 'unknown-version'> {
    if ((await this.content(document, version)) === undefined) return 'unknown-version';
    this.#inForce.set(document, version);
    return 'done';
  }

  inForce(document: SettingsDocument): number | undefined {
    return this.#inForce.get(document);
  }

  #add(document: SettingsDocument, version: number, text: string, content: unknown, by: string): void {
    const published = { document, version, text, by, publishedAt: '2026-11-23T09:00:00.000Z' };
    this.#versions.set(document, [...(this.#versions.get(document) ?? []), { published, content }]);
    this.#inForce.set(document, version);
  }
}
