import { describe, expect, it } from 'vitest';
import { clientKeysOf } from '#shared/domain/client-key.ts';
import type { ClientKeyKind } from '#shared/domain/duplicate-rules.ts';

const EVERY_KIND: readonly ClientKeyKind[] = ['inn', 'phone', 'email', 'email-domain'];

describe('the keys of a client', () => {
  it('are what the policy links by, in an order of their own', () => {
    const lead = {
      contact: { phone: '+79990000001', email: 'anna@zavod.example' },
      requisites: { inn: '7707083893' },
    };

    expect(clientKeysOf(lead, ['email-domain', 'email', 'phone', 'inn'])).toEqual([
      { kind: 'inn', value: '7707083893' },
      { kind: 'phone', value: '+79990000001' },
      { kind: 'email', value: 'anna@zavod.example' },
      { kind: 'email-domain', value: 'zavod.example' },
    ]);
    expect(clientKeysOf(lead, ['phone'])).toEqual([{ kind: 'phone', value: '+79990000001' }]);
    expect(clientKeysOf(lead, [])).toEqual([]);
  });

  it('are none where nothing is known', () => {
    expect(clientKeysOf({ contact: { name: 'Анна' }, requisites: { kpp: '770401001' } }, EVERY_KIND)).toEqual(
      [],
    );
  });

  it('of a free mailbox are the mailbox, and never its domain', () => {
    expect(clientKeysOf({ contact: { email: 'buh@mail.ru' }, requisites: {} }, EVERY_KIND)).toEqual([
      { kind: 'email', value: 'buh@mail.ru' },
    ]);
  });

  it('of a free mailbox with a company are good for that company only', () => {
    const lead = { contact: { email: 'buh@mail.ru' }, requisites: { inn: '7707083893' } };

    expect(clientKeysOf(lead, ['email'])).toEqual([
      { kind: 'email', value: 'buh@mail.ru', onlyWithInn: '7707083893' },
    ]);
  });

  it('are the same however an address is written', () => {
    const keysOf = (email: string) => clientKeysOf({ contact: { email }, requisites: {} }, EVERY_KIND);

    expect(keysOf('Anna@Zavod.Example')).toEqual(keysOf('anna@zavod.example'));
  });

  it.each([
    [{ email: 'anna@sub.mail.ru' }, { email: 'anna@mail.ru' }],
    [{ email: 'anna@notmail.ru' }, { email: 'anna@mail.ru' }],
    [{ email: 'anna@mega-zavod.example' }, { email: 'anna@zavod.example' }],
    [{ email: 'hanna@zavod.example' }, { email: 'anna@zavod.example.com' }],
    [{ phone: '+7999000000' }, { phone: '+79990000001' }],
    [{ phone: '+79990000001' }, { phone: '+99990000001' }],
  ])('of %j and %j have nothing in common', (one, other) => {
    const [ours, theirs] = [one, other].map((contact) =>
      clientKeysOf({ contact, requisites: {} }, EVERY_KIND).map(({ kind, value }) => `${kind}:${value}`),
    );

    expect(ours?.filter((key) => theirs?.includes(key))).toEqual([]);
  });
});
