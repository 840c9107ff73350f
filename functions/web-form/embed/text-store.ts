/** What we use of `localStorage` and `sessionStorage`. */
export interface TextStore {
  getItem(name: string): string | null;
  setItem(name: string, text: string): void;
  removeItem(name: string): void;
}

/**
 * A store that never throws. Where the browser forbids one or has no room left, texts live as long as
 * the page does, which still survives a failed attempt to send.
 */
export function safeStore(open: () => TextStore): TextStore {
  const memory = new Map<string, string>();
  const inStore = <T>(work: (store: TextStore) => T): T | undefined => {
    try {
      return work(open());
    } catch {
      return undefined;
    }
  };
  return {
    getItem: (name) => memory.get(name) ?? inStore((store) => store.getItem(name)) ?? null,
    setItem: (name, text) => {
      const isKept = inStore((store) => (store.setItem(name, text), true)) === true;
      if (isKept) memory.delete(name);
      else memory.set(name, text);
    },
    removeItem: (name) => {
      memory.delete(name);
      inStore((store) => store.removeItem(name));
    },
  };
}

/** The object a store has under a name; undefined when there is none or it is damaged. */
export function readObject(store: TextStore, name: string): object | undefined {
  try {
    const value: unknown = JSON.parse(store.getItem(name) ?? 'null');
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
