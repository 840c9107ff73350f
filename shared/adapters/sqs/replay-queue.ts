import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { ReplayMessage } from '#shared/contracts/replay-message.ts';
import type { ReplayQueue } from '#shared/ports/replay-queue.ts';

export class SqsReplayQueue implements ReplayQueue {
  readonly #client: SQSClient;
  readonly #url: string;

  constructor(client: SQSClient, url: string) {
    this.#client = client;
    this.#url = url;
  }

  async send(replayId: string): Promise<void> {
    const message: ReplayMessage = { v: 1, replayId };
    await this.#client.send(
      new SendMessageCommand({ QueueUrl: this.#url, MessageBody: JSON.stringify(message) }),
    );
  }
}
