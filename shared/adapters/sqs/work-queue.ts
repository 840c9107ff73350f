import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { WorkMessage } from '#shared/contracts/work-message.ts';
import type { WorkQueue } from '#shared/ports/work-queues.ts';
import { withoutIdleSteps } from '../aws/idle-steps.ts';

/** A send that takes longer is given up: the sweep wakes the lead's function instead. */
const REQUEST_TIMEOUT_MS = 1_500;
const MAX_SOCKETS = 64;

export function createSqsClient(): SQSClient {
  const client = new SQSClient({
    cacheMiddleware: true,
    maxAttempts: 2,
    md5: false,
    requestHandler: new NodeHttpHandler({
      requestTimeout: REQUEST_TIMEOUT_MS,
      connectionTimeout: REQUEST_TIMEOUT_MS,
      httpAgent: new HttpAgent({ keepAlive: true, maxSockets: MAX_SOCKETS }),
      httpsAgent: new HttpsAgent({ keepAlive: true, maxSockets: MAX_SOCKETS }),
    }),
  });
  return withoutIdleSteps(client);
}

export class SqsWorkQueue implements WorkQueue {
  readonly #client: SQSClient;
  readonly #url: string;

  constructor(client: SQSClient, url: string) {
    this.#client = client;
    this.#url = url;
  }

  async send(leadId: string, reason: string, delaySeconds?: number): Promise<void> {
    const message: WorkMessage = { v: 1, leadId, reason };
    await this.#client.send(
      new SendMessageCommand({
        QueueUrl: this.#url,
        MessageBody: JSON.stringify(message),
        ...(delaySeconds === undefined ? {} : { DelaySeconds: delaySeconds }),
      }),
    );
  }
}
