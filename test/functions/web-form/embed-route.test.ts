import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { serveEmbed } from '#functions/web-form/embed-route.ts';
import { buildChecksScript, buildEmbedScript } from '#functions/web-form/embed-script.ts';
import { changed, formWorld } from './form-world.ts';

function serve(headers: Readonly<Record<string, string>> = {}, rawPath = '/embed.js') {
  return serveEmbed({ headers, rawPath });
}

describe('the script of the embedded form', () => {
  it('is for pages of any origin, and asked for again after five minutes', () => {
    expect(serve()).toMatchObject({
      statusCode: 200,
      headers: {
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'public, max-age=300',
        'cross-origin-resource-policy': 'cross-origin',
        'x-content-type-options': 'nosniff',
      },
      body: buildEmbedScript(),
    });
  });

  it('comes with what it loads later', () => {
    expect(serve({}, '/embed-checks.js').body).toBe(buildChecksScript());
  });

  it('is compressed for who reads that', () => {
    const { headers, body, isBase64Encoded } = serve({ 'accept-encoding': 'gzip, deflate, br' });

    expect(headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
    expect(isBase64Encoded).toBe(true);
    expect(gunzipSync(Buffer.from(body ?? '', 'base64')).toString()).toBe(buildEmbedScript());
    expect(serve({ 'accept-encoding': 'br, gzip;q=0' }).headers).not.toHaveProperty('content-encoding');
  });

  it('is not sent twice to who has it', () => {
    const etag = String(serve().headers?.['etag']);

    for (const known of [etag, `"other", ${etag}`, etag.replace('W/', '')]) {
      expect(serve({ 'if-none-match': known })).toMatchObject({ statusCode: 304, headers: { etag } });
      expect(serve({ 'if-none-match': known })).not.toHaveProperty('body');
    }
    expect(serve({ 'if-none-match': '"other"' }).statusCode).toBe(200);
  });

  it('is served by the function, without asking for the settings', async () => {
    const { status, headers } = await formWorld().send(changed({ method: 'GET', path: '/embed.js' }));

    expect([status, headers['content-type']]).toEqual([200, 'text/javascript; charset=utf-8']);
  });
});

describe('what a visitor loads', () => {
  it('is under 13.5 kB, with what comes once they begin to fill in the form', () => {
    const sizes = [buildEmbedScript(), buildChecksScript()].map(
      (script) => gzipSync(script, { level: 9 }).length,
    );

    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(13_500);
  });

  it('runs where no text may be run as a program, and names nothing in the page', () => {
    for (const script of [buildEmbedScript(), buildChecksScript()]) {
      expect(script).not.toMatch(/\beval\(|new Function\b|innerHTML|document\.write/);
      expect(script).toMatch(/^(?:"use strict";)?\(\(\)=>\{[^]*\}\)\(\);\s*$/);
    }
  });
});
