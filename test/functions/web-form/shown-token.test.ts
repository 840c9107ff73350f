import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeShownToken, suspectTiming } from '#functions/web-form/shown-token.ts';
import type { Secrets } from '#shared/ports/secrets.ts';
import { changed, formWorldWith } from './form-world.ts';

const SHOWN = new Date('2026-11-23T09:00:00.000Z');
const SECRETS: Secrets = { find: async (name) => (name === 'identity-key' ? 'key' : undefined) };
const DOWN: Secrets = { find: () => Promise.reject(new Error('no secrets today')) };

async function suspectAfter(milliseconds: number): Promise<string | undefined> {
  const token = await makeShownToken('html', SHOWN, SECRETS);
  return suspectTiming(token, 'html', new Date(SHOWN.getTime() + milliseconds), SECRETS);
}

describe('the time a form was open', () => {
  it.each([
    ['too-fast', 0],
    ['too-fast', 1_999],
    [undefined, 2_000],
    [undefined, 7 * 24 * 3_600_000],
    ['stale-form', 7 * 24 * 3_600_000 + 1],
    ['too-fast', -5_000],
  ])('is %s after %i ms', async (sign, milliseconds) => {
    expect(await suspectAfter(milliseconds)).toBe(sign);
  });

  it('says nothing where the form does not tell it', async () => {
    expect(await suspectTiming(undefined, 'html', SHOWN, SECRETS)).toBeUndefined();
  });

  it('says nothing where nobody stored a secret, or none can be read now', async () => {
    const token = await makeShownToken('html', SHOWN, SECRETS);

    for (const secrets of [DOWN, { find: async () => undefined }, { find: async () => '' }]) {
      expect(await makeShownToken('html', SHOWN, secrets)).toBeUndefined();
      expect(await suspectTiming(token, 'html', SHOWN, secrets)).toBeUndefined();
    }
  });

  it('cannot be taken from another source', async () => {
    const token = await makeShownToken('main-site', SHOWN, SECRETS);

    expect(await suspectTiming(token, 'html', new Date(SHOWN.getTime() + 5_000), SECRETS)).toBe('stale-form');
  });

  it('cannot be made up', async () => {
    const token = (await makeShownToken('html', SHOWN, SECRETS)) ?? '';
    const later = new Date(SHOWN.getTime() + 5_000);
    const [moment = '', seal = ''] = token.split('.');

    for (const forged of [moment, `.${seal}`, `${moment}0.${seal}`, `${moment}.${seal}x`, `${moment}.`]) {
      expect(await suspectTiming(forged, 'html', later, SECRETS)).toBe('stale-form');
    }
    await fc.assert(
      fc.asyncProperty(fc.string(), async (text) => {
        expect(await suspectTiming(text, 'html', later, SECRETS)).toBe('stale-form');
      }),
    );
  });

  it('is short, and goes into an address or a field as it is', async () => {
    expect(await makeShownToken('html', SHOWN, SECRETS)).toMatch(/^[\w-]{8,9}\.[\w-]{16}$/);
  });
});

describe('a form sent sooner than a person can', () => {
  it('is kept with the sign, which the policy rejects, and answered like any other', async () => {
    const world = formWorldWith({}, { secrets: { 'identity-key': 'key' } });
    const _shown = await makeShownToken('html', world.clock.now(), SECRETS);
    world.clock.pass(1_000);

    const { status } = await world.send(changed({ body: { _shown } }));

    expect(status).toBe(202);
    expect(world.leads.all()).toMatchObject([
      { status: 'rejected', suspicions: ['too-fast'], verdict: { reasons: ['spam'] } },
    ]);
    expect(world.leads.all()[0]).not.toHaveProperty('extra');
  });

  it('is a lead like any other once a person could have filled it in', async () => {
    const world = formWorldWith({}, { secrets: { 'identity-key': 'key' } });
    const _shown = await makeShownToken('html', world.clock.now(), SECRETS);
    world.clock.pass(30_000);

    await world.send(changed({ body: { _shown } }));

    expect(world.leads.all()).toMatchObject([{ status: 'qualified', suspicions: [] }]);
  });
});
