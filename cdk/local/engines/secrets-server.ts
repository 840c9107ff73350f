import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod/mini';
import type { SecretDefinition } from '../template/definitions.ts';

const GetSecretValue = z.object({ SecretId: z.string() });

export interface SecretsServer {
  readonly endpoint: string;
  /** Which secrets exist; nothing is known before. */
  serve(secrets: readonly SecretDefinition[]): void;
  stop(): Promise<void>;
}

/** Answers `GetSecretValue` as Secrets Manager does: every secret of the stack has the same JSON object in it. */
export async function startSecretsServer(
  read: () => Promise<Record<string, string>>,
): Promise<SecretsServer> {
  let known: readonly SecretDefinition[] = [];
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      send(response, 500, {
        __type: 'InternalServiceError',
        Message: error instanceof Error ? error.message : '',
      });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The secrets have no port.');

  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    serve: (secrets) => (known = secrets),
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    if (request.headers['x-amz-target'] !== 'secretsmanager.GetSecretValue') {
      return send(response, 400, {
        __type: 'InvalidRequestException',
        Message: 'Only GetSecretValue is answered here',
      });
    }
    const { SecretId } = GetSecretValue.parse(JSON.parse(body));
    const secret = known.find(({ name, arn }) => SecretId === name || SecretId === arn);
    if (!secret) {
      const Message = "Secrets Manager can't find the specified secret.";
      return send(response, 400, { __type: 'ResourceNotFoundException', Message });
    }
    send(response, 200, {
      ARN: secret.arn,
      Name: secret.name,
      SecretString: JSON.stringify(await read()),
      VersionId: 'local',
      VersionStages: ['AWSCURRENT'],
    });
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
}
