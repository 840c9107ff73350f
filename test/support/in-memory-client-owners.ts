import { clientKeysOf } from '#shared/domain/client-key.ts';
import type { EarlierOwner, Lead } from '#shared/domain/lead.ts';
import type { ClientOwners } from '#shared/ports/client-owners.ts';

const KEPT_MS = 400 * 24 * 60 * 60 * 1000;

type Client = Pick<Lead, 'contact' | 'requisites'>;

/** Who had a client's last lead, in memory. */
export class InMemoryClientOwners implements ClientOwners {
  readonly #owners = new Map<string, { readonly owner: EarlierOwner; readonly inn: string | undefined }>();
  readonly #now: () => Date;

  constructor(now: () => Date = () => new Date()) {
    this.#now = now;
  }

  async find(lead: Client): Promise<EarlierOwner | undefined> {
    for (const { kind, value, onlyWithInn } of clientKeysOf(lead, ['inn', 'phone', 'email'])) {
      const known = this.#owners.get(`${kind}:${value}`);
      if (known === undefined || Date.parse(known.owner.at) + KEPT_MS <= this.#now().getTime()) continue;
      if (onlyWithInn === undefined || known.inn === undefined || known.inn === onlyWithInn)
        return known.owner;
    }
    return undefined;
  }

  async remember(lead: Client, owner: EarlierOwner): Promise<void> {
    for (const { kind, value } of clientKeysOf(lead, ['inn', 'phone', 'email'])) {
      const known = this.#owners.get(`${kind}:${value}`);
      if (known !== undefined && known.owner.at > owner.at) continue;
      this.#owners.set(`${kind}:${value}`, { owner, inn: lead.requisites.inn });
    }
  }
}
