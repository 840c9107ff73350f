import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SETTINGS, changed, formWorld, formWorldWith, type Answer } from './form-world.ts';

const CONSENT = { textVersion: '2026-11', text: { ru: 'Я <согласен>', en: 'I <agree>' } };

const FORM = {
  name: 'Алексей',
  phone: '+79990000001',
  email: 'zakupki@stanki.example',
  inn: '7736207543',
  consent: 'yes',
};

const BROWSER = {
  accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
  'accept-language': 'ru',
  'content-type': 'application/x-www-form-urlencoded',
  'idempotency-key': undefined,
};

function posted(fields: Record<string, string> = FORM, headers: Record<string, string> = {}) {
  return changed({ headers: { ...BROWSER, ...headers }, body: new URLSearchParams(fields).toString() });
}

function opened(query = '', headers: Record<string, string | undefined> = {}) {
  return changed({ method: 'GET', query, headers: { ...BROWSER, origin: undefined, ...headers }, body: '' });
}

/** Elements of the page with all they say of themselves, by the names of fields. */
function fieldsOf({ body }: Answer): Record<string, string> {
  const tags = [...body.matchAll(/<(?:input|select|textarea)\b[^>]*\bname="([^"]+)"[^>]*>/g)];
  return Object.fromEntries(tags.map(([tag, name = '']) => [name, tag.replaceAll(/\s+/g, ' ')]));
}

function valueOf(answer: Answer, name: string): string | undefined {
  return /\bvalue="([^"]*)"/.exec(fieldsOf(answer)[name] ?? '')?.[1];
}

describe('a form posted without JavaScript', () => {
  it('leads to the page it asks for, with a 303, and so does its repeat', async () => {
    const world = formWorldWith({ origins: ['https://stanki.example'], mandatory: ['name', 'phone'] });
    const form = { ...FORM, _id: 'one', _next: 'https://stanki.example/thanks' };

    const answers = [await world.send(posted(form)), await world.send(posted(form))];

    for (const { status, headers } of answers)
      expect([status, headers['location']]).toEqual([303, 'https://stanki.example/thanks']);
    expect(world.leads.all()).toHaveLength(1);
    expect(world.leads.all()[0]).not.toHaveProperty('extra');
  });

  it('leads nowhere it may not: to the first page of the settings instead', async () => {
    const world = formWorldWith({ returnTo: ['https://stanki.example/ok'] });

    const { status, headers } = await world.send(posted({ ...FORM, _next: 'https://evil.example/' }));

    expect([status, headers['location']]).toEqual([303, 'https://stanki.example/ok']);
  });

  it('is thanked for by a page of ours where the settings name none', async () => {
    const { status, headers, body } = await formWorldWith({}).send(posted());

    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body).toContain('Спасибо, заявка принята');
  });

  it('is answered the same whether the lead was rejected or not', async () => {
    const [good, bad] = [formWorldWith({}), formWorldWith({})];

    const qualified = await good.send(posted());
    const rejected = await bad.send(posted({ ...FORM, budget: '100' }));

    expect([good, bad].map((world) => world.leads.all()[0]?.status)).toEqual(['qualified', 'rejected']);
    expect(rejected).toEqual(qualified);
  });

  it('stays a request of a program where nobody is going to see a page', async () => {
    const world = formWorldWith({});

    const fetched = await world.send(posted(FORM, { 'sec-fetch-mode': 'cors' }));
    const json = await world.send(changed({ headers: { accept: 'text/html', 'idempotency-key': 'other' } }));

    expect(fetched.json).toMatchObject({ outcome: 'received' });
    expect(json.json).toMatchObject({ outcome: 'received' });
  });
});

describe('a form with a fault, posted without JavaScript', () => {
  const SOURCE = { mandatory: ['name', 'phone', 'inn', 'consent'], consent: CONSENT } as const;

  it('comes back as it was filled in, with what is wrong at its field', async () => {
    const world = formWorldWith(SOURCE);

    const answer = await world.send(
      posted({ ...FORM, inn: '7736207544', message: 'Два <b>станка</b> & "пресс"' }),
    );

    expect(answer.status).toBe(422);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    const fields = fieldsOf(answer);
    expect(valueOf(answer, 'name')).toBe('Алексей');
    expect(fields['inn']).toMatch(/aria-invalid="true" aria-describedby="fault-inn" autofocus/);
    expect(answer.body).toMatch(/id="fault-inn"\s*>В ИНН опечатка/);
    expect(answer.body).toContain('href="#field-inn"');
    expect(answer.body).toContain('role="alert"');
    expect(answer.body).toContain('Два &lt;b&gt;станка&lt;/b&gt; &amp; &quot;пресс&quot;');
    expect(fields['consent']).toContain('checked');
    expect(world.leads.all()).toEqual([]);
  });

  it('has a label for every field a person sees', async () => {
    const answer = await formWorldWith(SOURCE).send(posted({ name: 'Анна' }));

    for (const [name, tag] of Object.entries(fieldsOf(answer))) {
      if (tag.includes('type="hidden"') || name === 'website') continue;
      expect(answer.body).toContain(`for="field-${name}"`);
      expect(tag).toContain(`id="field-${name}"`);
    }
  });

  it('puts the visitor at the first fault only', async () => {
    const { body } = await formWorldWith(SOURCE).send(posted({ name: 'Анна' }));

    expect(body.match(/ autofocus/g)).toHaveLength(1);
    expect(body.match(/aria-invalid/g)?.length).toBeGreaterThan(1);
  });

  it('is explained in the language of the browser', async () => {
    const { body } = await formWorldWith(SOURCE).send(
      posted({ ...FORM, inn: '' }, { 'accept-language': 'en' }),
    );

    expect(body).toContain('<html lang="en">');
    expect(body).toContain('Please enter the INN');
    expect(body).toContain('I &lt;agree&gt;');
  });

  it('does not agree for somebody who did not', async () => {
    const answer = await formWorldWith(SOURCE).send(posted({ ...FORM, consent: '' }));

    expect(fieldsOf(answer)['consent']).not.toContain('checked');
  });

  it('is one lead once it is put right, with all that came along', async () => {
    const world = formWorldWith({ ...SOURCE, origins: ['https://stanki.example'] });
    const form = {
      ...FORM,
      inn: '7736207544',
      kpp: '770401001',
      color: 'красный',
      utm_source: 'yandex',
      _id: 'first',
      _next: 'https://stanki.example/ok',
    };

    const answer = await world.send(posted(form, { referer: 'https://stanki.example/page?utm_term=press' }));
    const again = Object.fromEntries(
      Object.keys(fieldsOf(answer)).map((name) => [name, valueOf(answer, name) ?? '']),
    );
    const right = { ...again, inn: '7736207543' };
    const own = { origin: 'https://leads.example.com' };
    const done = [await world.send(posted(right, own)), await world.send(posted(right, own))];

    expect(again['_id']).not.toBe('first');
    expect(done.map(({ status, headers }) => [status, headers['location']])).toEqual([
      [303, 'https://stanki.example/ok'],
      [303, 'https://stanki.example/ok'],
    ]);
    expect(world.leads.all()).toMatchObject([
      {
        requisites: { inn: '7736207543', kpp: '770401001' },
        attribution: {
          utm_source: 'yandex',
          utm_term: 'press',
          page: 'https://stanki.example/page?utm_term=press',
        },
        extra: { color: 'красный' },
        consent: { textVersion: '2026-11' },
      },
    ]);
  });

  it('that changed after it was sent may be sent again', async () => {
    const world = formWorldWith({});
    await world.send(posted({ ...FORM, _id: 'one' }));

    const answer = await world.send(posted({ ...FORM, name: 'Кто-то другой', _id: 'one' }));

    expect(answer.status).toBe(422);
    expect(answer.body).toContain('уже отправлена');
    expect(valueOf(answer, '_id')).toMatch(/^random-id-\d+$/);
    expect(valueOf(answer, 'name')).toBe('Кто-то другой');
  });

  it('shows the captcha where one is asked for, and lets in nothing else', async () => {
    const captcha = {
      service: 'yandex-smartcaptcha',
      siteKey: 'site-key',
      secret: 'captcha-secret',
      baseUrl: 'https://smartcaptcha.cloud.yandex.ru',
      when: 'suspicious',
    } as const;
    const message = 'https://a.example https://b.example https://c.example';

    const answer = await formWorldWith({ captcha }).send(posted({ ...FORM, message }));

    expect(answer.status).toBe(422);
    expect(answer.body).toContain('data-sitekey="site-key"');
    expect(answer.body).toContain('src="https://smartcaptcha.cloud.yandex.ru/captcha.js"');
    expect(answer.body).toContain('<noscript>');
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toContain('script-src https://smartcaptcha.cloud.yandex.ru;');
    expect(policy).toContain('frame-src https://smartcaptcha.cloud.yandex.ru;');
  });
});

describe('what is no fault of the form', () => {
  it.each([
    [404, 'Такой формы нет.', { ...posted(), pathParameters: { source: 'nobody' } }],
    [413, 'Слишком много текста', posted({ ...FORM, message: 'a'.repeat(70_000) })],
    [422, 'Вернитесь назад', posted(FORM, { 'idempotency-key': 'ключ' })],
  ])('is shown as a page too: %i', async (status, text, event) => {
    const answer = await formWorld({ settings: SETTINGS }).send(event);

    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.body).toContain(text);
  });

  it('says when to come again', async () => {
    const world = formWorldWith({ limits: { perAddressPerMinute: 1, perMinute: 100 } });
    await world.send(posted());

    const answer = await world.send(posted());

    expect([answer.status, answer.headers['content-type']]).toEqual([429, 'text/html; charset=utf-8']);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('is shown without our insides when the table is down', async () => {
    const keep = async (): Promise<never> => {
      throw new Error('+79990000001 could not be written');
    };
    const world = formWorld({ broken: { keep } });

    const answer = await world.send(posted());

    expect([answer.status, answer.headers['content-type']]).toEqual([500, 'text/html; charset=utf-8']);
    expect(answer.body).toContain('Вернитесь назад');
    expect(answer.body).not.toContain('9990000001');
    expect(world.tools.lines).toMatchObject([{ level: 'error', event: 'request.failed' }]);
  });
});

describe('the page of a form', () => {
  it('asks what the source asks, under its own address', async () => {
    const world = formWorldWith(
      { asks: ['name', 'phone', 'timeline'], mandatory: ['phone', 'consent'], consent: CONSENT },
      { secrets: { 'identity-key': 'key' } },
    );

    const answer = await world.send(opened());

    expect(answer.status).toBe(200);
    expect(answer.body).toContain('action="/v1/forms/html" method="post"');
    const fields = fieldsOf(answer);
    expect(Object.keys(fields)).toEqual(
      expect.arrayContaining(['name', 'phone', 'timeline', 'consent', 'website', '_id', '_shown', '_lang']),
    );
    expect(fields['phone']).toMatch(/type="tel".*required/);
    expect(fields['consent']).not.toContain('checked');
    expect(valueOf(answer, 'website')).toBeUndefined();
    expect(fields['website']).toMatch(/tabindex="-1"/);
    expect(answer.body).not.toContain('aria-invalid=');
  });

  it('can be sent as it came, a while later', async () => {
    const world = formWorldWith(
      { origins: ['https://stanki.example'] },
      { secrets: { 'identity-key': 'key' } },
    );
    const page = await world.send(opened('utm_source=ya&lang=en&_next=https://stanki.example/ok'));
    const hidden = Object.fromEntries(
      Object.keys(fieldsOf(page)).map((name) => [name, valueOf(page, name) ?? '']),
    );
    world.clock.pass(10_000);

    const own = { origin: 'https://leads.example.com', 'sec-fetch-site': 'same-origin' };
    const { status, headers } = await world.send(posted({ ...hidden, ...FORM }, own));

    expect([status, headers['location']]).toEqual([303, 'https://stanki.example/ok']);
    expect(world.leads.all()).toMatchObject([
      { status: 'qualified', language: 'en', suspicions: [], attribution: { utm_source: 'ya' } },
    ]);
  });

  it('may be framed by the sites of its source and leads to no others', async () => {
    const listed = await formWorldWith({
      origins: ['https://stanki.example'],
      returnTo: ['https://shop.example/ok'],
    }).send(opened());
    const any = await formWorldWith({}).send(opened());

    const policy = String(listed.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'self' https://stanki.example");
    expect(policy).toContain("form-action 'self' https://stanki.example https://shop.example");
    expect(policy).not.toContain('unsafe-inline');
    expect(listed.headers).not.toHaveProperty('x-frame-options');
    expect(String(any.headers['content-security-policy'])).toContain('frame-ancestors *');
  });

  it('has the very styles its policy names, and no script', async () => {
    const { body, headers } = await formWorldWith({}).send(opened());

    const styles = /<style>([\s\S]*?)<\/style>/.exec(body)?.[1] ?? '';
    const hash = createHash('sha256').update(styles).digest('base64');
    expect(String(headers['content-security-policy'])).toContain(`style-src 'sha256-${hash}'`);
    expect(body).not.toContain('<script');
  });

  it('lets nothing of its address into the page but as text', async () => {
    const attack = encodeURIComponent('"><script>alert(1)</script>');
    const { body } = await formWorldWith({}).send(
      opened(`utm_source=${attack}&_next=${attack}&lang=${attack}&name=${attack}`),
    );

    expect(body).not.toContain('<script');
    expect(body).toContain('&quot;&gt;&lt;script&gt;');
  });

  it('knows which page it was opened from', async () => {
    const answer = await formWorldWith({}).send(
      opened('', { referer: 'https://stanki.example/p?utm_term=a' }),
    );

    expect(valueOf(answer, 'page')).toBe('https://stanki.example/p?utm_term=a');
    expect(valueOf(answer, 'utm_term')).toBe('a');
  });

  it('is there for browsers only, and for forms anybody may fill in', async () => {
    const program = await formWorldWith({}).send(opened('', { accept: 'application/json' }));
    const server = await formWorldWith({ secrets: ['site'] }).send(opened());

    expect([program.status, server.status]).toEqual([405, 405]);
    expect(server.headers['content-type']).toBe('text/html; charset=utf-8');
  });
});
