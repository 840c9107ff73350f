import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { withoutIdleSteps } from '../aws/idle-steps.ts';

/** A healthy table answers in milliseconds; waiting longer for one answer helps nobody who waits for ours. */
const REQUEST_TIMEOUT_MS = 1_500;
const CONNECTION_TIMEOUT_MS = 1_000;
const MAX_SOCKETS = 64;

/** The table's client, with the settings that cost least per call; endpoint and region come from the environment. */
export function createDynamoDbClient(): DynamoDBClient {
  const client = new DynamoDBClient({
    cacheMiddleware: true,
    maxAttempts: 3,
    accountIdEndpointMode: 'disabled',
    requestHandler: new NodeHttpHandler({
      requestTimeout: REQUEST_TIMEOUT_MS,
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      httpAgent: new HttpAgent({ keepAlive: true, maxSockets: MAX_SOCKETS }),
      httpsAgent: new HttpsAgent({ keepAlive: true, maxSockets: MAX_SOCKETS }),
    }),
  });
  return withoutIdleSteps(client);
}
