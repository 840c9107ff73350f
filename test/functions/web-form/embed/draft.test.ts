import { describe, expect, it } from 'vitest';
import { draftStore, type DraftStore } from '#functions/web-form/embed/draft.ts';
import { safeStore, type TextStore } from '#functions/web-form/embed/text-store.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const FIELDS = { name: 'Алексей', phone: '+7 999 000-00-01' };
const BODY = { ...FIELDS, consent: true };

/** What a browser has left of a page that was closed. */
function browser() {
  const kept = new Map<string, string>();
  let keys = 0;
  const clock = { now: 0 };
  const storage: TextStore = {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, text) => void kept.set(name, text),
    removeItem: (name) => void kept.delete(name),
  };
  const open = (source = 'main-site', store = storage): DraftStore =>
    draftStore(store, source, { now: () => clock.now, newKey: () => `key-${(keys += 1)}` });
  return { open, clock, kept, storage };
}

describe('a draft', () => {
  it('survives the page, with one key from the first letter to the last attempt', () => {
    const { open } = browser();

    open().keepFields({ name: 'А' });
    open().keepFields(FIELDS);
    open().keepPending(FIELDS, BODY);

    expect(open().read()).toMatchObject({ key: 'key-1', fields: FIELDS, pending: BODY });
  });

  it('goes on waiting to be sent while more is typed, until it is answered', () => {
    const { open } = browser();
    open().keepPending(FIELDS, BODY);

    open().keepFields({ ...FIELDS, name: 'Анна' });
    expect(open().read()?.pending).toEqual(BODY);
    open().dropPending();

    expect(open().read()).toMatchObject({ fields: { name: 'Анна' } });
    expect(open().read()).not.toHaveProperty('pending');
  });

  it('becomes another submission under another key', () => {
    const { open } = browser();
    open().keepPending(FIELDS, BODY);

    open().renewKey();

    expect(open().read()).toMatchObject({ key: 'key-2', pending: BODY });
  });

  it('belongs to its source alone, and is gone when it has arrived', () => {
    const { open, kept } = browser();
    open('main-site').keepFields(FIELDS);

    expect(open('landing').read()).toBeUndefined();
    open('main-site').clear();

    expect(kept.size).toBe(0);
  });

  it('does not lie in a browser for longer than a week', () => {
    const { open, clock, kept } = browser();
    open().keepFields(FIELDS);

    clock.now = 7 * DAY_MS;
    expect(open().read()?.fields).toEqual(FIELDS);
    clock.now += 1;

    expect(open().read()).toBeUndefined();
    expect(kept.size).toBe(0);
  });

  it.each(['', 'null', '[]', '{"key":1}', '{"key":"a","savedAt":1}', '{'])(
    'begins anew where what was kept is damaged: %j',
    (text) => {
      const { open, kept } = browser();
      kept.set('lr:draft:main-site', text);

      open().keepFields(FIELDS);

      expect(open().read()).toMatchObject({ key: 'key-1', fields: FIELDS });
    },
  );
});

describe('a store the browser forbids or has no room in', () => {
  it.each<[string, () => TextStore]>([
    [
      'is forbidden',
      () => {
        throw new Error('SecurityError');
      },
    ],
    [
      'is full',
      () => ({
        ...browser().storage,
        setItem: () => {
          throw new Error('QuotaExceededError');
        },
      }),
    ],
  ])('%s, and keeps texts as long as the page lives', (_, openStore) => {
    const store = safeStore(openStore);

    store.setItem('name', 'text');
    expect(store.getItem('name')).toBe('text');
    store.removeItem('name');

    expect(store.getItem('name')).toBeNull();
  });
});
