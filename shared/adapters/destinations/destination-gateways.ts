import type { HandoffOutcome } from '#shared/domain/handoff.ts';
import type { DestinationGateway, HandoffRequest } from '#shared/ports/destination-gateway.ts';
import { Bitrix24Gateway } from '../bitrix24/bitrix24-gateway.ts';
import { WebhookGateway } from '../standard-webhook/webhook-gateway.ts';
import { TelegramGateway } from '../telegram/telegram-gateway.ts';
import type { GatewaySettings } from './gateway-settings.ts';

/** Every kind of destination behind one port. */
export class DestinationGateways implements DestinationGateway {
  readonly #bitrix24: Bitrix24Gateway;
  readonly #telegram: TelegramGateway;
  readonly #webhook: WebhookGateway;

  constructor(settings: GatewaySettings) {
    this.#bitrix24 = new Bitrix24Gateway(settings);
    this.#telegram = new TelegramGateway(settings);
    this.#webhook = new WebhookGateway(settings);
  }

  deliver(request: HandoffRequest): Promise<HandoffOutcome> {
    const { destination } = request;
    switch (destination.type) {
      case 'bitrix24':
        return this.#bitrix24.deliver({ ...request, destination });
      case 'telegram':
        return this.#telegram.deliver({ ...request, destination });
      case 'webhook':
        return this.#webhook.deliver({ ...request, destination });
    }
  }
}
