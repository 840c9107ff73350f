import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { changed, formWorldWith } from './form-world.ts';

const CONSENT = { textVersion: '2026-11', text: { ru: 'Я согласен.', en: 'I agree.' } };

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function consentOf(body: Record<string, unknown>, headers: Record<string, string> = {}) {
  const world = formWorldWith({ consent: CONSENT });
  await world.send(changed({ body, headers }));
  return { world, consent: world.leads.all()[0]?.consent };
}

describe('the evidence of a consent', () => {
  it('is the text that was shown, the page, the address and the browser', async () => {
    const { consent } = await consentOf({ page: 'https://stanki.example/katalog?utm_source=ya' });

    expect(consent).toEqual({
      textVersion: '2026-11',
      at: '2026-11-23T09:00:00.000Z',
      textHash: sha256('Я согласен.'),
      page: 'https://stanki.example/katalog?utm_source=ya',
      address: '203.0.113.10',
      userAgent: 'Mozilla/5.0',
    });
  });

  it('is of the text in the language of the visitor, which the page may choose', async () => {
    const byBrowser = await consentOf({}, { 'accept-language': 'en' });
    const byPage = await consentOf({ _lang: 'en' }, { 'accept-language': 'ru' });

    expect(byBrowser.consent?.textHash).toBe(sha256('I agree.'));
    expect(byPage.consent?.textHash).toBe(sha256('I agree.'));
    expect(byPage.world.leads.all()[0]).toMatchObject({ language: 'en' });
    expect(byPage.world.leads.all()[0]).not.toHaveProperty('extra');
  });

  it('is cut to what can be honest', async () => {
    const { consent } = await consentOf({}, { 'user-agent': 'x'.repeat(5_000) });

    expect(consent?.userAgent).toHaveLength(300);
  });

  it('is not kept of who did not agree', async () => {
    const { consent } = await consentOf({ consent: '' });

    expect(consent).toBeUndefined();
  });

  it('is in no log', async () => {
    const { world } = await consentOf({});

    expect(JSON.stringify(world.tools.lines)).not.toMatch(/203\.0\.113|Mozilla/);
  });
});
