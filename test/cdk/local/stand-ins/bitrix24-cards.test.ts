import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStandIns } from '#cdk/local/stand-ins/index.ts';
import { Bitrix24Cards } from '#shared/adapters/bitrix24/bitrix24-cards.ts';

const folder = mkdtempSync(join(tmpdir(), 'cards-'));
const heard: string[] = [];
let server: Server;
let origin: string;

/** The stand-ins and the system they tell, behind one port as on one machine. */
beforeEach(async () => {
  heard.length = 0;
  const standIns = createStandIns({ dataDir: mkdtempSync(join(folder, 'run-')) });
  server = createServer((request, response) => {
    const url = request.url ?? '';
    if (url.startsWith('/local/stand-ins')) {
      void standIns.handle(request, response, url.slice('/local/stand-ins'.length));
      return;
    }
    void text(request).then((body) => {
      heard.push(`${url} ${body}`);
      response.end();
      server.emit('heard');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('nobody listens');
  origin = `http://127.0.0.1:${address.port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const REST = '/local/stand-ins/bitrix24/rest/';

async function add(fields: Record<string, unknown>): Promise<void> {
  await fetch(`${origin}${REST}1/code/crm.item.add`, {
    method: 'POST',
    body: JSON.stringify({ entityTypeId: 1, fields }),
  });
}

function press(id: number, stage: string) {
  const body = new URLSearchParams({ stage });
  return fetch(`${origin}/local/stand-ins/bitrix24/cards/${id}`, { method: 'POST', body });
}

function cards(secret: string | undefined = '1/code') {
  return new Bitrix24Cards({ secrets: { find: async () => secret }, addresses: 'loopback-too' });
}

function portal() {
  return { id: 'crm', type: 'bitrix24', baseUrl: `${origin}${REST}`, secret: 'crm' } as const;
}

describe('a card in the stand-in of the CRM', () => {
  it('has a page with its stages, and a title that cannot become markup', async () => {
    await add({ title: '<script>alert(1)</script>' });

    const shown = await (await fetch(`${origin}/local/stand-ins/bitrix24/cards`)).text();

    expect(shown).toContain('value="CONVERTED"');
    expect(shown).not.toContain('<script>');
  });

  it('that is moved tells of it as the portal would, and can be read then', async () => {
    await add({ title: 'one', originatorId: 'lead-relay', originId: 'lead-1' });
    const told = once(server, 'heard');

    expect((await press(1, 'CONVERTED')).status).toBe(200);
    await told;

    expect(heard[0]).toContain('/v1/crm/crm event=ONCRMLEADUPDATE');
    expect(heard[0]).toContain('data%5BFIELDS%5D%5BID%5D=1');
    expect(await cards().find(portal(), { kind: 'lead', id: '1' })).toEqual({
      outcome: 'found',
      leadId: 'lead-1',
      stage: 'CONVERTED',
    });
  });

  it('is moved to known stages only, and only where it is', async () => {
    expect((await press(1, 'CONVERTED')).status).toBe(404);
    await add({});
    expect((await press(1, 'SOLD')).status).toBe(400);
  });
});

describe('reading a card', () => {
  it('tells what is not ours from what cannot be read', async () => {
    await add({ originatorId: 'somebody-else', originId: 'lead-1' });

    expect(await cards().find(portal(), { kind: 'lead', id: '1' })).toEqual({ outcome: 'not-ours' });
    expect(await cards().find(portal(), { kind: 'lead', id: '99' })).toEqual({ outcome: 'not-ours' });
    const nobody = { find: async () => undefined };
    const without = new Bitrix24Cards({ secrets: nobody, addresses: 'loopback-too' });
    expect(await without.find(portal(), { kind: 'lead', id: '1' })).toEqual({
      outcome: 'unavailable',
      reason: 'no-secret',
    });
    const closed = { ...portal(), baseUrl: 'http://127.0.0.1:9/' };
    expect(await cards().find(closed, { kind: 'lead', id: '1' })).toMatchObject({ outcome: 'unavailable' });
  });

  it('of a deal looks for the lead it was made of', async () => {
    const answers: Record<number, unknown> = {
      1: { id: 7, stageId: 'CONVERTED', originatorId: 'lead-relay', originId: 'lead-7' },
      2: { id: 3, stageId: 'C1:WON', leadId: 7 },
    };
    const crm = createServer((request, response) => {
      void text(request).then((body) => {
        const { entityTypeId } = JSON.parse(body);
        response.end(JSON.stringify({ result: { items: [answers[Number(entityTypeId)]] } }));
      });
    });
    crm.listen(0, '127.0.0.1');
    await once(crm, 'listening');
    const address = crm.address();
    const port = address === null || typeof address === 'string' ? 0 : address.port;
    const destination = { ...portal(), baseUrl: `http://127.0.0.1:${port}/rest/` };

    expect(await cards().find(destination, { kind: 'deal', id: '3' })).toEqual({
      outcome: 'found',
      leadId: 'lead-7',
      stage: 'C1:WON',
    });
    crm.closeAllConnections();
    crm.close();
  });
});
