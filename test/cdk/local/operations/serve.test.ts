import { describe, expect, it } from 'vitest';
import type { QueueView } from '#cdk/local/queues/queue-desk.ts';
import { DuplicateDeliveries } from '#cdk/local/queues/duplicate-deliveries.ts';
import { answerOperations, type Operations, type OperationsAnswer } from '#cdk/local/operations/serve.ts';
import { TROUBLES } from '#cdk/local/operations/troubles.ts';
import { FaultSwitches } from '#cdk/local/stand-ins/faults.ts';
import { NO_STAND_INS } from '#cdk/local/stand-ins-contract.ts';

const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'accept-language': 'en' };
const SENT_AT = '2026-03-02T09:00:00.000Z';
const MESSAGE = JSON.stringify({ v: 1, leadId: 'lead-0001', reason: 'received' });

const EMPTY = {
  ready: 0,
  delayed: 0,
  inFlight: 0,
  oldestSeconds: 0,
  messages: [],
  givenUp: [],
} satisfies Partial<QueueView>;

const QUEUES: readonly QueueView[] = [
  {
    ...EMPTY,
    name: 'Stack-Dead',
    logicalId: 'Dead',
    word: 'work-dead-letters',
    deadLettersOf: 'work',
    ready: 1,
    messages: [
      { messageId: '1', body: '<i>by hand</i>', state: 'waiting', sentAt: SENT_AT, receives: 5 },
      { messageId: '2', body: MESSAGE, state: 'in-flight', sentAt: SENT_AT, receives: 1 },
    ],
    givenUp: [{ body: MESSAGE.replace('0001', '0002'), at: SENT_AT }],
  },
  { ...EMPTY, name: 'Stack-Work', logicalId: 'Work', word: 'work', deadLetters: 'work-dead-letters' },
  { ...EMPTY, name: 'Stack-Replays', logicalId: 'Replays', word: 'replays' },
];

/** Controls over nothing but memory; `redriven` tells what was asked for. */
function room(failure?: string) {
  const switches = new FaultSwitches();
  const duplicates = new DuplicateDeliveries();
  const redriven: unknown[] = [];
  const operations: Operations = {
    duplicates,
    standIns: {
      faults: () => switches.all(),
      faultsMet: () => switches.met(),
      setFault: (target, fault) => switches.set(target, fault),
    },
    queueDesk: {
      views: () => QUEUES,
      redrivable: () => ['work'],
      async redrive(called, max) {
        if (called !== 'work') throw new Error(`No queue called ${called} has dead letters.`);
        redriven.push([called, max]);
        const ended = failure === undefined ? {} : { failure };
        return { queue: 'work-dead-letters', to: 'work', sentBack: 2, remaining: 0, ...ended };
      },
    },
  };
  const ask = (method: string, address: string, body: unknown = {}, headers: object = BROWSER) => {
    const { pathname: path, searchParams: query } = new URL(address, 'http://127.0.0.1');
    return answerOperations(
      { method, path, query, headers: { ...headers }, body: async () => body },
      operations,
    );
  };
  return { ask, switches, duplicates, redriven, operations };
}

function htmlOf(answer: OperationsAnswer | undefined): string {
  if (answer === undefined || !('html' in answer)) throw new Error('This is no page.');
  return answer.html;
}

describe('the page of queues', () => {
  it('is JSON for programs and a page for browsers', async () => {
    const { ask } = room();

    expect(await ask('GET', '/local/queues', {}, { accept: '*/*' })).toMatchObject({
      json: { queues: QUEUES },
    });
    expect(await ask('GET', '/local/queues', {}, {})).toMatchObject({ status: 200 });
    expect(await ask('GET', '/local/queues?format=json')).toMatchObject({ json: { queues: QUEUES } });
    expect(htmlOf(await ask('GET', '/local/queues'))).toContain('<h1>Queues</h1>');
  });

  it('shows messages with their leads, and what is none of ours as it is, harmless', async () => {
    const html = htmlOf(await room().ask('GET', '/local/queues'));

    expect(html).toContain('<a href="/console/leads/lead-0001">lead-0001</a> received');
    expect(html).toContain('<a href="/console/leads/lead-0002">');
    expect(html).toContain('&lt;i&gt;by hand&lt;/i&gt;');
    expect(html).not.toContain('<i>by hand');
  });

  it('has a button for each queue that keeps dead letters, and for no other', async () => {
    const html = htmlOf(await room().ask('GET', '/local/queues'));

    const forms = [...html.matchAll(/<form method="post" action="([^"]+)"/g)].map(([, action]) => action);
    expect(forms).toEqual(['/local/queues/work/redrive']);
  });

  it('sends dead letters back, and comes back to the page with how many', async () => {
    const { ask, redriven } = room();

    const answer = await ask('POST', '/local/queues/work/redrive', { max: '2' });

    expect(redriven).toEqual([['work', 2]]);
    expect(answer).toEqual({ seeOther: '/local/queues?sent=2&of=work' });
    expect(htmlOf(await ask('GET', '/local/queues?sent=2&of=work'))).toContain('Sent back to work: 2.');
  });

  it('tells programs when not everything could be sent back', async () => {
    const answer = await room('the queue is gone').ask('POST', '/local/queues/work/redrive', {}, {});

    expect(answer).toMatchObject({ status: 500, json: { sentBack: 2, failure: 'the queue is gone' } });
  });

  it.each([
    ['/local/queues/nobody/redrive', {}],
    ['/local/queues/work/redrive', { max: 0 }],
  ])('refuses %s with %j', async (path, body) => {
    expect(await room().ask('POST', path, body)).toMatchObject({ status: 400 });
  });

  it('speaks the language that was chosen, and keeps it', async () => {
    const { ask } = room();

    const chosen = await ask('GET', '/local/queues?lang=ru');
    const kept = await ask('GET', '/local/queues', {}, { ...BROWSER, cookie: 'a=b; lang=ru' });

    expect(chosen?.cookie).toMatch(/^lang=ru;/);
    expect(htmlOf(chosen)).toContain('<h1>Очереди</h1>');
    expect(htmlOf(kept)).toContain('<h1>Очереди</h1>');
  });
});

describe('the page of trouble', () => {
  it('switches on each trouble it knows, and shows it on', async () => {
    for (const [target, troubles] of Object.entries(TROUBLES)) {
      for (const id of Object.keys(troubles)) {
        const { ask } = room();

        expect(await ask('POST', '/local/trouble', { switch: `${target}:${id}`, times: '3' })).toEqual({
          seeOther: '/local/trouble',
        });

        const html = htmlOf(await ask('GET', '/local/trouble'));
        expect(html).toContain(`value="${target}:${id}" aria-pressed="true"`);
        expect(html.match(/aria-pressed="true"/g)).toHaveLength(1);
        expect(html).toContain('for 3 more');
      }
    }
  });

  it('tells how many requests have met the trouble, also when it is over', async () => {
    const { ask, switches } = room();
    await ask('POST', '/local/trouble', { switch: 'crm:down', times: 2 });

    switches.take('crm', { onlyLooks: false });
    const during = await ask('GET', '/local/trouble', {}, {});
    switches.take('crm', { onlyLooks: false });
    const after = await ask('GET', '/local/trouble', {}, {});

    const crm = (left: object) => ({
      json: { trouble: expect.arrayContaining([{ target: 'crm', ...left }]) },
    });
    expect(during).toMatchObject(crm({ on: 'down', left: 1, met: 1 }));
    expect(after).toMatchObject(crm({ on: 'ok', met: 2 }));
  });

  it('puts one thing right, or all of them', async () => {
    const { ask, switches, duplicates } = room();
    for (const each of ['crm:down', 'messenger:down', 'queues:duplicate'])
      await ask('POST', '/local/trouble', { switch: each, times: '' });

    await ask('POST', '/local/trouble', { switch: 'crm:ok' });
    expect([switches.all().crm.mode, switches.all().messenger.mode]).toEqual(['ok', 'down']);

    await ask('POST', '/local/trouble', { switch: 'all:ok' });
    expect([switches.all().messenger.mode, duplicates.left]).toEqual(['ok', 0]);
  });

  it('shows a fault that was set by other means by its own word', async () => {
    const { ask, switches } = room();
    switches.set('crm', { mode: 'refusing', status: 418 });

    expect(htmlOf(await ask('GET', '/local/trouble'))).toContain('refusing, until switched off');
  });

  it('has only the queues where there are no stand-ins', async () => {
    const { operations } = room();
    const request = { method: 'GET', path: '/local/trouble', query: new URLSearchParams(), headers: {} };

    const answer = await answerOperations(
      { ...request, body: async () => ({}) },
      { ...operations, standIns: NO_STAND_INS },
    );

    expect(answer).toMatchObject({ json: { trouble: [{ target: 'queues', on: 'ok', met: 0 }] } });
  });

  it.each([{}, { switch: 'crm' }, { switch: 'fax:down' }, { switch: 'crm:sleepy' }, { switch: 'all:down' }])(
    'refuses %j with what there is',
    async (body) => {
      const answer = await room().ask('POST', '/local/trouble', body);

      expect(answer).toMatchObject({
        status: 400,
        json: { message: expect.stringContaining('crm:lose-answer') },
      });
    },
  );
});

describe('duplicate deliveries', () => {
  it('are as many as was said, over batches of any size', () => {
    const duplicates = new DuplicateDeliveries();
    duplicates.set(3);

    expect([duplicates.take(2), duplicates.take(5), duplicates.take(1)]).toEqual([2, 1, 0]);
    expect([duplicates.left, duplicates.made]).toEqual([0, 3]);
  });

  it('go on until they are switched off', () => {
    const duplicates = new DuplicateDeliveries();
    duplicates.set(Number.POSITIVE_INFINITY);

    expect([duplicates.take(10), duplicates.take(1)]).toEqual([10, 1]);

    duplicates.set(0);
    expect(duplicates.take(10)).toBe(0);
  });
});
