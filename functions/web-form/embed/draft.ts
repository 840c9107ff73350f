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
export interface DraftStore {
  read(): Draft | undefined;
  /** Keeps what is typed now. What waits to be sent goes on waiting. */
  keepFields(fields: Texts): void;
  /** Keeps what is about to be sent, so that even a closed page loses nothing. */
  keepPending(fields: Texts, pending: SubmissionBody): void;
  /** What waited is answered, or the visitor wants it otherwise; what was typed stays. */
  dropPending(): void;
  /** The same draft as another submission, for when the key was already taken by a different text. */
  renewKey(): Draft;
  clear(): void;
}

export function draftStore(store: TextStore, source: string, { now, newKey }: DraftTools): DraftStore {
  const name = `lr:draft:${source}`;
  const clear = () => store.removeItem(name);
  const read = () => {
    const draft = parseDraft(readObject(store, name));
    if (draft !== undefined && now() - draft.savedAt <= DRAFT_LIFE_MS) return draft;
    clear();
    return undefined;
  };
  const write = (change: Partial<Draft>) => {
    const draft = { key: newKey(), fields: {}, ...read(), ...change, savedAt: now() };
    store.setItem(name, JSON.stringify(draft));
    return draft;
  };
  return {
    read,
    keepFields: (fields) => void write({ fields }),
    keepPending: (fields, pending) => void write({ fields, pending }),
    dropPending: () => {
      if (read()?.pending !== undefined) write({ pending: undefined });
    },
    renewKey: () => write({ key: newKey() }),
    clear,
  };
}

function parseDraft(value: object | undefined): Draft | undefined {
  if (value === undefined) return undefined;
  const { key, fields, savedAt } = value as Partial<Draft>;
  const isDraft =
    typeof key === 'string' && typeof savedAt === 'number' && typeof fields === 'object' && fields !== null;
  return isDraft ? (value as Draft) : undefined;
}
