import { Journal } from './journal.ts';
import { json, parseObject, type StandIn, type StandInAnswer, type StandInRequest } from './stand-in.ts';

/** A webhook as it came. `repeated` is one whose `webhook-id` had been received before. */
export interface ReceivedWebhook {
  readonly receivedAt: string;
  readonly webhookId: string;
  readonly repeated: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Somebody's own receiver of webhooks. It believes every signature. */
export class WebhookStandIn implements StandIn {
  readonly name = 'webhook';
  readonly #journal: Journal<ReceivedWebhook>;
  readonly #now: () => Date;

  constructor(file: string, now: () => Date) {
    this.#journal = new Journal(file);
    this.#now = now;
  }

  received(): readonly ReceivedWebhook[] {
    return this.#journal.entries;
  }

  clear(): void {
    this.#journal.clear();
  }

  close(): void {
    this.#journal.close();
  }

  answer(request: StandInRequest): StandInAnswer {
    if (request.method !== 'POST') return this.refuse(405);
    const webhookId = request.headers['webhook-id'] ?? '';
    this.#journal.append({
      receivedAt: this.#now().toISOString(),
      webhookId,
      repeated: this.received().some((earlier) => earlier.webhookId === webhookId),
      headers: Object.fromEntries(
        ['webhook-id', 'webhook-timestamp', 'webhook-signature', 'content-type'].map((name) => [
          name,
          request.headers[name] ?? '',
        ]),
      ),
      body: parseObject(request.body) ?? request.body,
    });
    return { status: 204, body: '', contentType: 'text/plain' };
  }

  onlyLooks(): boolean {
    return false;
  }

  refuse(status: number): StandInAnswer {
    return json(status, { error: 'refused' });
  }
}
