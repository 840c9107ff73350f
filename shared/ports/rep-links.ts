/** The link of a rep's own page: unguessable, and good until the secret changes. */
export interface RepLinks {
  tokenFor(rep: string): Promise<string>;
  /** Undefined for a token nobody of us made. Whether the rep is still in the team is for the settings to say. */
  parse(token: string): Promise<string | undefined>;
}
