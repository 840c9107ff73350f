import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { OPERATIONS } from '#functions/console/openapi/operations.ts';
import { BROWSER, consoleWorld } from '../console-world.ts';

const ENGLISH = { headers: { ...BROWSER, 'accept-language': 'en' } };

describe('the document of the API', () => {
  it('is there for programs of any origin, without a token', async () => {
    const { ask } = consoleWorld();

    const answer = await ask('GET', '/openapi.json');

    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'access-control-allow-origin': '*',
    });
    expect(JSON.parse(answer.body)).toMatchObject({ openapi: '3.1.1', paths: { '/v1/leads': { get: {} } } });
  });

  it('is not sent again to whoever has it', async () => {
    const { ask } = consoleWorld();
    const { headers } = await ask('GET', '/openapi.json');

    const again = await ask('GET', '/openapi.json', {
      headers: { 'if-none-match': String(headers?.['etag']) },
    });

    expect(again.statusCode).toBe(304);
    expect(again.body).toBe('');
  });

  it('comes compressed to whoever takes that', async () => {
    const { ask } = consoleWorld();
    const plain = await ask('GET', '/openapi.json');

    const packed = await ask('GET', '/openapi.json', { headers: { 'accept-encoding': 'gzip, br' } });

    expect(packed.isBase64Encoded).toBe(true);
    expect(gunzipSync(Buffer.from(packed.body, 'base64')).toString()).toBe(plain.body);
    expect(packed.body.length).toBeLessThan(plain.body.length / 4);
  });
});

describe('the page of the API', () => {
  it('shows every route, each to be linked to', async () => {
    const { body, statusCode } = await consoleWorld().ask('GET', '/docs', ENGLISH);

    expect(statusCode).toBe(200);
    for (const { id, path } of OPERATIONS) {
      expect(body).toContain(`id="${id}"`);
      expect(body).toContain(`<code class="path">${path}</code>`);
    }
  });

  it('leads nowhere that is not there', async () => {
    const { body } = await consoleWorld().ask('GET', '/docs', ENGLISH);

    const anchors = new Set([...body.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id));
    const links = [...body.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);

    expect(links.length).toBeGreaterThan(100);
    expect(links.filter((id) => !anchors.has(id))).toEqual([]);
    expect(anchors.size).toBe([...body.matchAll(/\bid="/g)].length);
  });

  it('has its headings in the language of the reader', async () => {
    const { ask } = consoleWorld();

    expect((await ask('GET', '/docs', ENGLISH)).body).toContain('Give a lead to somebody else');
    expect((await ask('GET', '/docs', { headers: BROWSER })).body).toContain('Передать заявку другому');
  });

  it('gives commands that lead to where it was read', async () => {
    const { body } = await consoleWorld().ask('GET', '/docs', ENGLISH);

    expect(body).toContain(
      'curl -s &#39;https://leads.example.com/v1/leads?status=rejected&amp;source=html&#39; -H &quot;authorization: Bearer $LEADS_OPS_TOKEN&quot;',
    );
    expect(body).toContain('-X PUT &#39;https://leads.example.com/v1/settings/policy');
  });

  it('runs no script, and takes nothing from the request for markup', async () => {
    const headers = { ...BROWSER, host: '"><script>alert(1)</script>' };

    const { body } = await consoleWorld().ask('GET', '/docs?lang=en&x=%22%3E%3Cscript%3E', { headers });

    expect(body).not.toContain('<script');
    expect(body).toContain('&lt;script&gt;');
  });
});
