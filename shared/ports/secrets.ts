export interface Secrets {
  /** The secret by its name in the settings; undefined when nobody stored one. */
  find(name: string): Promise<string | undefined>;
}
