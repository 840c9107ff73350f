import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { eraseThere, goOnThere } from '#cdk/local/erase/erase-there.ts';
import { printReceipt, type Receipt } from '#cdk/local/erase/receipt.ts';

const RECEIPT: Receipt = {
  id: 'erasure-1',
  state: 'done',
  at: '2026-11-24T09:00:00.000Z',
  doneAt: '2026-11-24T09:00:02.000Z',
  by: 'ops',
  reason: 'Request 15',
  leads: ['lead-1'],
  erased: { lead: 1, claim: 3 },
  elsewhere: [{ lead: 'lead-1', destination: 'crm', externalId: null }],
  remains: [{ what: 'table-backups', until: '2026-12-29T09:00:02.000Z', text: 'The table can be set back.' }],
  text: 'Erased: 1 leads.',
};

describe('an erasure asked for from a terminal', () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  it('is gone on with until it is done', async () => {
    const asked: string[] = [];
    const url = await serve((request) => {
      asked.push(request);
      return { ...RECEIPT, state: asked.length < 3 ? 'running' : 'done' };
    });
    const heard: string[] = [];

    const receipt = await eraseThere({ phone: '+79990000001' }, at(url), ({ state }) => heard.push(state));
    expect(receipt.state).toBe('done');
    expect(heard).toEqual(['running', 'running']);
    expect(asked).toEqual([
      'POST /v1/erasures {"phone":"+79990000001"}',
      'POST /v1/erasures/erasure-1 ',
      'POST /v1/erasures/erasure-1 ',
    ]);
  });

  it('is taken up by its id', async () => {
    const asked: string[] = [];
    const url = await serve((request) => {
      asked.push(request);
      return RECEIPT;
    });

    await goOnThere('erasure-1', at(url), () => undefined);
    expect(asked).toEqual(['POST /v1/erasures/erasure-1 ']);
  });

  it('is told in lines that say what is left to do', () => {
    const lines = printReceipt(RECEIPT, 'en').split('\n');

    expect(lines).toEqual([
      'Erased: 1 leads.',
      'Receipt erasure-1  2026-11-24T09:00:00.000Z – 2026-11-24T09:00:02.000Z  ops  «Request 15»',
      'Leads: lead-1',
      'Erased: lead 1, claim 3',
      'Erase yourself: crm id unknown  (lead-1)',
      'Remains: The table can be set back. (until 2026-12-29T09:00:02.000Z)',
    ]);
  });

  async function serve(answer: (request: string) => Receipt): Promise<string> {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const receipt = answer(`${request.method} ${request.url} ${Buffer.concat(chunks).toString()}`);
        response.end(JSON.stringify(receipt));
      });
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
});

function at(url: string) {
  return { url, token: 'local-ops', language: 'en' } as const;
}
