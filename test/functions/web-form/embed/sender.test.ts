import { describe, expect, it } from 'vitest';
import { draftStore } from '#functions/web-form/embed/draft.ts';
import type { Answer } from '#functions/web-form/embed/post.ts';
import { Sender, type CaptchaDesk, type Progress } from '#functions/web-form/embed/sender.ts';
import { safeStore } from '#functions/web-form/embed/text-store.ts';

const FIELDS = { name: 'Алексей' };
const BODY = { name: 'Алексей', consent: true };
const SENT: Answer = { outcome: 'sent', leadId: 'lead-1' };
const UNAVAILABLE: Answer = { outcome: 'unavailable' };
const CAPTCHA: Answer = { outcome: 'captcha-required' };

/** A sender whose server answers in this order, and whose clock only moves when told to. */
function senderAnswered(answers: readonly Answer[], captcha?: CaptchaDesk) {
  let keys = 0;
  const drafts = draftStore(
    safeStore(() => {
      throw new Error('there is no browser here');
    }),
    'main-site',
    { now: () => 0, newKey: () => `key-${(keys += 1)}` },
  );
  const posted: { readonly body: object; readonly key: string }[] = [];
  const waiting = new Map<() => void, number>();
  const told: Progress[] = [];
  const sender = new Sender({
    drafts,
    captcha,
    post: async (body, key) => {
      posted.push({ body, key });
      return answers[posted.length - 1] ?? SENT;
    },
    later: (work, delayMs) => {
      waiting.set(work, delayMs);
      return () => waiting.delete(work);
    },
    random: () => 0,
    tell: (progress) => told.push(progress),
  });
  const passTime = async () => {
    const [work] = waiting.keys();
    if (work === undefined) throw new Error('nothing is waited for');
    waiting.delete(work);
    work();
    await Promise.resolve();
    await new Promise(setImmediate);
  };
  return { sender, drafts, posted, told, waiting, passTime, steps: () => told.map(({ step }) => step) };
}

/** A person who proves to be one as often as there are proofs. */
function captchaGiving(proofs: readonly (string | undefined)[], always = false) {
  let asked = 0;
  const desk: CaptchaDesk = {
    always,
    prove: async (onAsk) => {
      onAsk();
      asked += 1;
      return proofs[asked - 1];
    },
    forget: () => undefined,
  };
  return { desk, asked: () => asked };
}

describe('a submission', () => {
  it('is kept before it is sent, and forgotten when it has arrived', async () => {
    const { sender, drafts, told } = senderAnswered([SENT]);

    const sending = sender.send(FIELDS, BODY);
    expect(drafts.read()).toMatchObject({ fields: FIELDS, pending: BODY });
    await sending;

    expect(drafts.read()).toBeUndefined();
    expect(told).toEqual([{ step: 'sending' }, { step: 'sent', leadId: 'lead-1' }]);
  });

  it('is one, however often the button is pressed', async () => {
    const { sender, posted } = senderAnswered([]);

    await Promise.all([sender.send(FIELDS, BODY), sender.send(FIELDS, BODY), sender.resume()]);

    expect(posted).toHaveLength(1);
  });

  it('is sent again under its key, ever later, until it arrives', async () => {
    const { sender, posted, waiting, passTime, steps } = senderAnswered([UNAVAILABLE, UNAVAILABLE, SENT]);

    await sender.send(FIELDS, BODY);
    expect([...waiting.values()]).toEqual([2_000]);
    await passTime();
    expect([...waiting.values()]).toEqual([4_000]);
    await passTime();

    expect(posted.map(({ key }) => key)).toEqual(['key-1', 'key-1', 'key-1']);
    expect(steps().at(-1)).toBe('sent');
    expect(waiting.size).toBe(0);
  });

  it('is sent at once when the network is back, and not once more when the time has come', async () => {
    const { sender, posted, waiting } = senderAnswered([UNAVAILABLE, SENT]);
    await sender.send(FIELDS, BODY);

    await sender.resume();

    expect(posted).toHaveLength(2);
    expect(waiting.size).toBe(0);
  });

  it('is not sent behind the back of who changes it', async () => {
    const { sender, drafts, posted, waiting } = senderAnswered([UNAVAILABLE, SENT]);
    await sender.send(FIELDS, BODY);

    sender.withdraw();
    await sender.resume();

    expect([posted.length, waiting.size]).toEqual([1, 0]);
    expect(drafts.read()).toMatchObject({ key: 'key-1', fields: FIELDS });
  });

  it('waits as long as it is told to', async () => {
    const { sender, told, waiting } = senderAnswered([{ outcome: 'limited', afterSeconds: 30 }]);

    await sender.send(FIELDS, BODY);

    expect(told.at(-1)).toEqual({ step: 'limited', afterSeconds: 30 });
    expect([...waiting.values()]).toEqual([30_000]);
  });

  it('gets a new key once when the server knows its own for something else', async () => {
    const { sender, posted, steps } = senderAnswered([{ outcome: 'key-reused' }, SENT]);

    await sender.send(FIELDS, BODY);

    expect(posted.map(({ key }) => key)).toEqual(['key-1', 'key-2']);
    expect(steps().at(-1)).toBe('sent');
  });

  it.each<[string, Answer]>([
    ['faulty', { outcome: 'faulty', errors: [{ field: 'phone', message: 'Проверьте' }] }],
    ['refused', { outcome: 'refused', status: 413 }],
  ])('that is %s waits for the visitor, with all they typed', async (step, answer) => {
    const { sender, drafts, waiting, steps } = senderAnswered([answer]);

    await sender.send(FIELDS, BODY);

    expect(steps().at(-1)).toBe(step);
    expect(waiting.size).toBe(0);
    expect(drafts.read()).toMatchObject({ fields: FIELDS });
    expect(drafts.read()?.pending).toBeUndefined();
  });
});

describe('a captcha', () => {
  it('is asked for once the server demands it, and its proof goes along', async () => {
    const { desk, asked } = captchaGiving(['proof']);
    const { sender, posted, steps } = senderAnswered([CAPTCHA, SENT], desk);

    await sender.send(FIELDS, BODY);

    expect(posted.map(({ body }) => body)).toEqual([BODY, { ...BODY, 'smart-token': 'proof' }]);
    expect(asked()).toBe(1);
    expect(steps()).toEqual(['sending', 'asking-captcha', 'sending', 'sent']);
  });

  it('is asked for first where everybody is asked', async () => {
    const { desk } = captchaGiving(['proof'], true);
    const { sender, posted } = senderAnswered([SENT], desk);

    await sender.send(FIELDS, BODY);

    expect(posted).toMatchObject([{ body: { 'smart-token': 'proof' } }]);
  });

  it('that cannot be had stops nobody', async () => {
    const { desk } = captchaGiving([undefined], true);
    const { sender, posted, steps } = senderAnswered([SENT], desk);

    await sender.send(FIELDS, BODY);

    expect(posted.map(({ body }) => body)).toEqual([BODY]);
    expect(steps().at(-1)).toBe('sent');
  });

  it('that cannot be had and is insisted upon is told to the visitor, once', async () => {
    const { desk, asked } = captchaGiving([undefined, undefined]);
    const { sender, posted, steps, drafts } = senderAnswered([CAPTCHA, CAPTCHA], desk);

    await sender.send(FIELDS, BODY);

    expect([posted.length, asked()]).toEqual([2, 1]);
    expect(steps().at(-1)).toBe('captcha-failed');
    expect(drafts.read()).toMatchObject({ fields: FIELDS });
  });

  it('is asked for again when its proof did not count', async () => {
    const { desk, asked } = captchaGiving(['stale', 'fresh']);
    const { sender, posted } = senderAnswered([CAPTCHA, CAPTCHA, SENT], desk);

    await sender.send(FIELDS, BODY);

    expect(asked()).toBe(2);
    expect(posted.at(-1)).toMatchObject({ body: { 'smart-token': 'fresh' } });
  });
});
