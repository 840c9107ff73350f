import { readObject, type TextStore } from './text-store.ts';

export type Texts = Readonly<Record<string, string>>;

/** What is posted, apart from what is only true at the moment of posting. */
export type SubmissionBody = Readonly<Record<string, string | boolean>>;

/** One filled-in form. `key` makes every attempt to send it the same submission. */
export interface Draft {
  readonly key: string;
  readonly fields: Texts;
  /** What the visitor pressed «send» on and nobody has confirmed yet. */
  readonly pending?: SubmissionBody;
  readonly savedAt: number;
}

/** People come back to a form within days; a name and a phone should not lie in a browser for longer. */
const DRAFT_LIFE_MS = 7 * 24 * 60 * 60 * 1_000;

export interface DraftTools {
  readonly now: () => number;
  readonly newKey: () => string;
}

/** Keeps what was typed until it has arrived, over reloads too. Consent is never part of what is restored. */
export class DraftStore {
  private readonly store: TextStore;
  private readonly name: string;
  private readonly tools: DraftTools;

  constructor(store: TextStore, source: string, tools: DraftTools) {
    this.store = store;
    this.name = `lr:draft:${source}`;
    this.tools = tools;
  }

  read(): Draft | undefined {
    const draft = parseDraft(readObject(this.store, this.name));
    if (draft === undefined) return undefined;
    if (this.tools.now() - draft.savedAt <= DRAFT_LIFE_MS) return draft;
    this.clear();
    return undefined;
  }

  /** Keeps what is typed now. What waits to be sent goes on waiting. */
  keepFields(fields: Texts): void {
    this.write({ fields });
  }

  /** Keeps what is about to be sent, so that even a closed page loses nothing. */
  keepPending(fields: Texts, pending: SubmissionBody): Draft {
    return this.write({ fields, pending });
  }

  /** What waited is answered, or the visitor wants it otherwise; what was typed stays. */
  dropPending(): void {
    const draft = this.read();
    if (draft?.pending !== undefined) this.write({ pending: undefined });
  }

  /** The same draft as another submission, for when the key was already taken by a different text. */
  renewKey(): Draft {
    return this.write({ key: this.tools.newKey() });
  }

  clear(): void {
    this.store.removeItem(this.name);
  }

  private write(change: Partial<Draft>): Draft {
    const before = this.read() ?? { key: this.tools.newKey(), fields: {} };
    const draft = { ...before, ...change, savedAt: this.tools.now() };
    this.store.setItem(this.name, JSON.stringify(draft));
    return draft;
  }
}

function parseDraft(value: object | undefined): Draft | undefined {
  if (value === undefined) return undefined;
  const { key, fields, savedAt } = value as Partial<Draft>;
  const isDraft =
    typeof key === 'string' && typeof savedAt === 'number' && typeof fields === 'object' && fields !== null;
  return isDraft ? (value as Draft) : undefined;
}
