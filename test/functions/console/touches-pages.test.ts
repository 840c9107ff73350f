import { describe, expect, it } from 'vitest';
import { EVENT_TEXTS, STATUS_TEXTS, WAITING_TEXTS } from '#functions/console/code-texts.ts';
import { toLeadView } from '#functions/console/lead-view.ts';
import { partedFrom, withoutTouch } from '#shared/domain/lead-touches.ts';
import { waitingFor } from '#shared/domain/lead-life.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { step } from '#shared/domain/timeline.ts';
import { aLead, aTouch, anOfferedLead } from '#test/support/a-lead.ts';
import { POLICY, TEAM, consoleWorld } from './console-world.ts';

const NOW = new Date('2026-11-23T09:07:00.000Z');

describe('the page of a lead whose client came again', () => {
  it('shows each touch: when, from where, how, and what was said', async () => {
    const called = aTouch(anOfferedLead());
    const wrote = aTouch(called.first, {
      id: 'lead-00000003',
      kind: 'form',
      source: 'shop',
      call: undefined,
      contact: { name: 'Пётр Новиков', phone: '+79990000009' },
      need: { product: 'Клапаны', budgetRub: 90_000, message: 'Ещё нужны клапаны' },
    });

    const table = touchesOf(await pageOf('lead-00000001', wrote.first, called.touch, wrote.touch));

    expect(table.rows).toHaveLength(4);
    expect(table.rows[1]).toMatch(/12:00:00.*main-site.*форма.*эта заявка/s);
    expect(table.rows[2]).toMatch(/12:05:00.*mango.*пропущенный звонок.*\/console\/leads\/lead-00000002/s);
    for (const part of [
      'shop',
      'Клапаны',
      '90 000 ₽',
      'Ещё нужны клапаны',
      'Пётр Новиков',
      '+7 999 000-00-09',
    ]) {
      expect(table.rows[3]?.replaceAll('\u00a0', ' ')).toContain(part);
    }
  });

  it('offers to part each touch but the lead itself', async () => {
    const { first, touch } = aTouch(anOfferedLead());

    const { rows } = touchesOf(await pageOf('lead-00000001', first, touch));

    expect(rows[1]).not.toContain('<form');
    expect(rows[2]).toContain('<form method="post" action="/console/leads/lead-00000002/split">');
    expect(rows[2]).toContain('Это другой клиент');
  });

  it('still lists a touch whose lead is gone', async () => {
    const { first } = aTouch(anOfferedLead());

    expect(touchesOf(await pageOf('lead-00000001', first)).rows[2]).toContain('звонок');
  });

  it('says in its history which touch came, and which the CRM heard of', async () => {
    const { first, touch } = aTouch(anOfferedLead());

    const body = await pageOf('lead-00000001', first, touch);

    expect(body).toContain('Клиент обратился снова');
    expect(body).toMatch(/crm<small\s*>касание <a href="\/console\/leads\/lead-00000002">/);
  });

  it('has no table of touches while the client came once', async () => {
    expect(await pageOf('lead-00000001', anOfferedLead())).not.toContain('card touches');
  });
});

describe('the page of a duplicate', () => {
  it('leads to the first lead, says by what they were taken for one client, and offers to part them', async () => {
    const { first, touch } = aTouch(anOfferedLead());

    const body = await pageOf('lead-00000002', first, touch);

    expect(body).toMatch(/Касание заявки\s+<a href="\/console\/leads\/lead-00000001">lead-00000001<\/a>/);
    expect(body).toContain('action="/console/leads/lead-00000002/split"');
    expect(body).toContain('тот же телефон');
    expect(body).toContain('status-duplicate');
  });

  it('speaks English as well', async () => {
    const { first, touch } = aTouch(anOfferedLead());

    const body = await pageOf('lead-00000002?lang=en', first, touch);

    for (const part of ['A touch of lead', 'This is another client', 'the same phone']) {
      expect(body).toContain(part);
    }
  });
});

describe('the list of leads', () => {
  it('marks duplicates, with the way to their first, and says how often a client came', async () => {
    const { first, touch } = aTouch(anOfferedLead());

    const body = await ask('/console', first, touch);
    const [duplicate = '', lead = ''] = body.split('<tr id="lead-').slice(1);

    expect(duplicate).toContain('chip status-duplicate');
    expect(duplicate).toMatch(/<a href="\/console\/leads\/lead-00000001">касание заявки<\/a>/);
    expect(lead).toContain('обращений: 2');
    expect(await ask('/console/console.css', first)).toContain('tr:has(.status-duplicate) td { opacity');
  });

  it('can be narrowed to duplicates, and to what is no duplicate', async () => {
    const { first, touch } = aTouch(anOfferedLead());

    const duplicates = await ask('/console?status=duplicate', first, touch);
    const offered = await ask('/console?status=offered', first, touch);

    expect(duplicates.match(/<tr id="[^"]+"/g)).toEqual(['<tr id="lead-lead-00000002"']);
    expect(offered.match(/<tr id="[^"]+"/g)).toEqual(['<tr id="lead-lead-00000001"']);
  });
});

describe('the view of leads that belong together', () => {
  const { first, touch } = aTouch(anOfferedLead());

  it('names the first on the duplicate, and every touch on the first, its own arrival included', () => {
    expect(toLeadView(touch, { language: 'ru' })).toMatchObject({
      status: 'duplicate',
      duplicateOf: 'lead-00000001',
      touches: [],
    });
    expect(toLeadView(first, { language: 'ru' }).touches).toEqual([
      { leadId: 'lead-00000001', at: '2026-11-23T09:00:00.000Z', source: 'main-site', kind: 'form' },
      { leadId: 'lead-00000002', at: '2026-11-23T09:05:00.000Z', source: 'mango', kind: 'call' },
    ]);
  });

  it('has words for everything that can happen to them', () => {
    const histories = [
      first,
      touch,
      withoutTouch(first, touch, 'ops', NOW),
      partedFrom(touch, first, 'ops', NOW),
      step(aLead(), NOW, { event: 'details.fetched' }),
      step(aLead(), NOW, { event: 'details.gone', because: 'gone' }),
    ];

    for (const { timeline } of histories) {
      for (const { event } of timeline) expect(EVENT_TEXTS[event], event).toBeDefined();
    }
    expect(STATUS_TEXTS.duplicate.ru).toBe('дубль');
    expect(WAITING_TEXTS['details-unavailable'].en).toContain('particulars');
  });

  it('says why particulars are missing, and until when they are waited for', () => {
    const explanation = { policy: POLICY, team: TEAM, language: 'ru' } as const;
    const gone = step(aLead(), NOW, { event: 'details.gone', because: 'source-removed' });
    const waiting = waitingFor(aLead(), 'details-unavailable', '2026-11-23T09:09:00.000Z', NOW);

    expect(toLeadView(gone, explanation).timeline.at(-1)?.because).toBe('источник убран из настроек');
    expect(toLeadView(waiting, explanation).waiting).toMatchObject({
      because: 'источник пока не отдаёт подробности',
      nextActionAt: '2026-11-23T09:09:00.000Z',
    });
  });
});

async function ask(path: string, ...leads: readonly Lead[]): Promise<string> {
  const world = consoleWorld(leads);
  return (await world.ask('GET', path, { headers: await world.signIn() })).body;
}

function pageOf(path: string, ...leads: readonly Lead[]): Promise<string> {
  return ask(`/console/leads/${path}`, ...leads);
}

/** The rows of the table of touches, its heading first. */
function touchesOf(body: string): { readonly rows: readonly string[] } {
  const [, card = ''] = body.split('<section class="card touches">');
  return { rows: (card.split('</section>')[0] ?? '').split('<tr>').slice(1) };
}
