import type {
  ForceChange,
  Publication,
  PublishedVersion,
  Reinstatement,
  Settings,
  SettingsArchive,
  SettingsDocument,
  VersionEntry,
} from '#shared/ports/settings.ts';

const AT = '2026-11-23T09:00:00.000Z';

/** Every published version in memory, and which one is in force. */
export class InMemorySettingsArchive implements SettingsArchive {
  readonly #versions = new Map<SettingsDocument, { published: PublishedVersion; content: unknown }[]>();
  readonly #changes = new Map<SettingsDocument, ForceChange[]>();

  /** Documents as if somebody had published them under the versions they carry. */
  constructor(settings: Partial<Settings> = {}) {
    for (const document of ['sources', 'policy', 'team', 'destinations'] as const) {
      const content = settings[document];
      if (content !== undefined)
        this.#add(document, content.version, 'as it was', content, { by: 'settings-folder' });
    }
  }

  async publish(
    document: SettingsDocument,
    text: string,
    content: unknown,
    publication: Publication,
  ): Promise<number> {
    const version =
      Math.max(0, ...(this.#versions.get(document) ?? []).map(({ published }) => published.version)) + 1;
    this.#add(document, version, text, content, publication);
    return version;
  }

  async publishOver(
    base: number,
    document: SettingsDocument,
    text: string,
    content: unknown,
    publication: Publication,
  ): Promise<number | 'superseded'> {
    if (this.inForce(document) !== base) return 'superseded';
    return this.publish(document, text, content, publication);
  }

  async versions(document: SettingsDocument): Promise<readonly VersionEntry[]> {
    return (this.#versions.get(document) ?? [])
      .map(({ published: { text: _text, variables: _variables, ...entry } }) => entry)
      .toReversed();
  }

  async version(document: SettingsDocument, version: number): Promise<PublishedVersion | undefined> {
    return this.#find(document, version)?.published;
  }

  async content<D extends SettingsDocument>(document: D, version: number): Promise<Settings[D] | undefined> {
    const found = this.#find(document, version);
    return found === undefined ? undefined : ({ ...Object(found.content), version } as Settings[D]);
  }

  async versionInForce(document: SettingsDocument): Promise<number | undefined> {
    return this.inForce(document);
  }

  async putInForce(
    document: SettingsDocument,
    version: number,
    reinstatement: Reinstatement,
  ): Promise<'done' | 'unknown-version'> {
    if (this.#find(document, version) === undefined) return 'unknown-version';
    if (this.inForce(document) !== version) this.#change(document, version, 'rolled-back', reinstatement);
    return 'done';
  }

  async forceChanges(document: SettingsDocument): Promise<readonly ForceChange[]> {
    return (this.#changes.get(document) ?? []).toReversed();
  }

  inForce(document: SettingsDocument): number | undefined {
    return this.#changes.get(document)?.at(-1)?.to;
  }

  #find(document: SettingsDocument, version: number) {
    return this.#versions.get(document)?.find(({ published }) => published.version === version);
  }

  #add(
    document: SettingsDocument,
    version: number,
    text: string,
    content: unknown,
    { by, note, variables = {} }: Publication,
  ): void {
    const noted = note === undefined ? { by } : { by, note };
    const published = { document, version, text, publishedAt: AT, variables, ...noted };
    this.#versions.set(document, [...(this.#versions.get(document) ?? []), { published, content }]);
    this.#change(document, version, 'published', noted);
  }

  #change(document: SettingsDocument, to: number, act: ForceChange['act'], by: Reinstatement): void {
    const from = this.inForce(document);
    const change = { act, at: AT, to, ...by, ...(from === undefined ? {} : { from }) };
    this.#changes.set(document, [...(this.#changes.get(document) ?? []), change]);
  }
}
