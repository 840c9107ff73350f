import { describe, expect, it } from 'vitest';
import type { CaptchaOutcome } from '#shared/domain/lead.ts';
import type { CaptchaSettings } from '#shared/domain/source.ts';
import type { Captcha, CaptchaQuestion } from '#shared/ports/captcha.ts';
import { changed, formWorldWith, type FormWorld } from './form-world.ts';

const SETTINGS: CaptchaSettings = {
  service: 'yandex-smartcaptcha',
  siteKey: 'site-key',
  secret: 'captcha-secret',
  baseUrl: 'https://smartcaptcha.cloud.yandex.ru',
  when: 'always',
};

const LINKS = 'https://a.example https://b.example https://c.example';

class ScriptedCaptcha implements Captcha {
  readonly asked: CaptchaQuestion[] = [];
  readonly #outcome: CaptchaOutcome;

  constructor(outcome: CaptchaOutcome) {
    this.#outcome = outcome;
  }

  async check(question: CaptchaQuestion): Promise<CaptchaOutcome> {
    this.asked.push(question);
    return this.#outcome;
  }
}

interface CaptchaWorld extends FormWorld {
  readonly asked: readonly CaptchaQuestion[];
}

function captchaWorld(when: CaptchaSettings['when'], outcome: CaptchaOutcome = 'passed'): CaptchaWorld {
  const captcha = new ScriptedCaptcha(outcome);
  const limits = { perAddressPerMinute: 6, perMinute: 1_000 };
  const world = formWorldWith({ captcha: { ...SETTINGS, when }, limits }, { captcha });
  return { ...world, asked: captcha.asked };
}

describe('a source that asks everybody for a captcha', () => {
  it('says so to a form that brings none, and keeps nothing', async () => {
    const world = captchaWorld('always');

    const { status, json } = await world.send(changed({ headers: { 'accept-language': 'en' } }));

    expect(status).toBe(422);
    expect(json).toMatchObject({
      code: 'captcha-required',
      errors: [
        {
          field: 'captcha',
          code: 'captcha-required',
          message: 'Please confirm that you are not a robot, and send it again.',
        },
      ],
    });
    expect(world.leads.all()).toEqual([]);
  });

  it('takes the form once it is passed, under the same id', async () => {
    const world = captchaWorld('always');

    await world.send(changed({}));
    const { status } = await world.send(changed({ body: { 'smart-token': 'token' } }));

    expect(status).toBe(202);
    expect(world.leads.all()).toMatchObject([{ status: 'qualified', captcha: 'passed', suspicions: [] }]);
    expect(world.leads.all()[0]).not.toHaveProperty('extra');
    expect(world.asked).toEqual([
      {
        settings: { ...SETTINGS, when: 'always' },
        token: 'token',
        address: '203.0.113.10',
        timeoutMs: 1_500,
      },
    ]);
  });

  it('does not spend a passed captcha on a form that has to be corrected', async () => {
    const world = captchaWorld('always');

    const { json } = await world.send(
      changed({ body: { inn: '7736207544', phone: '1', 'smart-token': 't' } }),
    );

    expect(json).toMatchObject({ code: 'invalid-fields' });
    expect(world.asked).toEqual([]);
  });

  it('leaves it to the policy what a failed one means', async () => {
    const world = captchaWorld('always', 'failed');

    const { status } = await world.send(changed({ body: { 'smart-token': 'token' } }));

    expect(status).toBe(202);
    expect(world.leads.all()).toMatchObject([
      { status: 'rejected', captcha: 'failed', suspicions: ['captcha-failed'] },
    ]);
  });

  it('takes the form when the service does not answer, and the policy can see it', async () => {
    const world = captchaWorld('always', 'unavailable');

    await world.send(changed({ body: { 'smart-token': 'token' } }));

    expect(world.leads.all()).toMatchObject([
      { status: 'qualified', captcha: 'unavailable', suspicions: [] },
    ]);
  });

  it('asks nothing of who fell into the trap, so that it learns nothing', async () => {
    const world = captchaWorld('always');

    const { status } = await world.send(changed({ body: { website: 'https://spam.example' } }));

    expect(status).toBe(202);
    expect(world.asked).toEqual([]);
    expect(world.leads.all()).toMatchObject([{ status: 'rejected', suspicions: ['honeypot'] }]);
  });

  it('says the same words for a retry with the same captcha: they are a repeat', async () => {
    const world = captchaWorld('always');
    const sent = changed({ body: { 'smart-token': 'token' } });

    const answers = [await world.send(sent), await world.send(sent)];

    expect(answers.map(({ json }) => json)).toMatchObject([{ outcome: 'received' }, { outcome: 'repeated' }]);
  });
});

describe('a source that asks only whom it suspects', () => {
  it('takes the form of anybody else at once', async () => {
    const world = captchaWorld('suspicious');

    expect((await world.send(changed({}))).status).toBe(202);
    expect(world.asked).toEqual([]);
  });

  it('asks who sends many links, and passing answers the suspicion', async () => {
    const world = captchaWorld('suspicious');

    const first = await world.send(changed({ body: { message: LINKS } }));
    const second = await world.send(changed({ body: { message: LINKS, 'smart-token': 'token' } }));

    expect([first.status, second.status]).toEqual([422, 202]);
    expect(first.json).toMatchObject({ code: 'captcha-required' });
    expect(world.leads.all()).toMatchObject([{ status: 'qualified', captcha: 'passed', suspicions: [] }]);
  });

  it('asks who has sent half of what one address may', async () => {
    const world = captchaWorld('suspicious');
    const statuses: unknown[] = [];
    for (const key of ['1', '2', '3', '4']) {
      const headers = { 'idempotency-key': key };
      statuses.push((await world.send(changed({ headers, body: { message: key } }))).status);
    }

    expect(statuses).toEqual([202, 202, 202, 422]);
  });

  it('keeps the signs of who sends them and could not be asked', async () => {
    const world = captchaWorld('suspicious', 'unavailable');

    await world.send(changed({ body: { message: LINKS, 'smart-token': 'token' } }));

    expect(world.leads.all()).toMatchObject([{ captcha: 'unavailable', suspicions: ['many-links'] }]);
  });
});

describe('a source without a captcha', () => {
  it('does not look at a token that comes along, and does not keep it', async () => {
    const captcha = new ScriptedCaptcha('failed');
    const world = formWorldWith({}, { captcha });

    await world.send(changed({ body: { 'smart-token': 'token' } }));

    expect(captcha.asked).toEqual([]);
    expect(world.leads.all()).toMatchObject([{ status: 'qualified', suspicions: [] }]);
    expect(world.leads.all()[0]).not.toHaveProperty('extra');
  });
});
