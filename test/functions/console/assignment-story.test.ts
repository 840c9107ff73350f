import { describe, expect, it } from 'vitest';
import { toLeadView } from '#functions/console/lead-view.ts';
import type { Assignment, Lead } from '#shared/domain/lead.ts';
import { accepted, givenByHand, leftInPool, offeredTo, offeredToSeveral } from '#shared/domain/offer-life.ts';
import type { Team } from '#shared/domain/team.ts';
import { aQualifiedLead, anOfferedLead } from '#test/support/a-lead.ts';
import { POLICY, SETTINGS, TEAM, consoleWorld } from './console-world.ts';
import { InMemorySettingsArchive } from '#test/support/in-memory-settings-archive.ts';

const NOW = new Date('2026-11-23T09:00:01.000Z');
const AT = NOW.toISOString();
const SOON = '2026-11-23T09:30:00.000Z';
const WITH_CONDITION: Team = {
  ...TEAM,
  pools: [
    { id: 'large', strategy: 'weighted', when: { op: 'known', path: 'need.budgetRub' }, members: [] },
    ...TEAM.pools,
  ],
};
const EXPLAINED = { policy: POLICY, team: WITH_CONDITION } as const;

describe('the story of a decision', () => {
  it('names the pool with its condition, and what the chosen was behind', () => {
    const lead = offeredBy(anAssignment({ pool: 'large' }));

    expect(storyOf(lead)).toBe(
      'Пул «large»: бюджет известен. По очереди с учётом весов. ' +
        'Ольга Ким отстаёт от своей доли на 0,6 заявки — дальше всех, кто мог взять. Команда, версия 2.',
    );
    expect(storyOf(lead, 'en')).toBe(
      'Pool “large”: budget is known. By turn, weights considered. ' +
        'Ольга Ким was 0.6 of a lead behind their share, the furthest of all who could take it. Team version 2.',
    );
  });

  it('says of the catch-all what it is for', () => {
    expect(storyOf(offeredBy(anAssignment()))).toContain('Пул «everybody» берёт всё, чего не взяли другие.');
  });

  it('says when the turn chose somebody to keep another from falling behind', () => {
    const assignment = anAssignment({
      candidates: [
        { rep: 'olga', eligible: true, because: 'turn', creditMicroleads: 200_000 },
        { rep: 'pavel', eligible: true, because: 'eligible-turn', creditMicroleads: 300_000 },
      ],
    });

    expect(storyOf(offeredBy(assignment))).toContain(
      'без этой заявки кто-то отстал бы от своей доли на целую',
    );
  });

  it.each([
    ['sticky', 'Прошлую заявку этого клиента вёл менеджер Ольга Ким'],
    ['key-account', 'Ключевой клиент: ИНН 7707083893 закреплён за менеджером Ольга Ким.'],
    ['duty-rep', 'В пуле «everybody» сейчас никто не работает, такие заявки получает дежурный: Ольга Ким.'],
  ])('tells the rule %s in a sentence of its own', (because, words) => {
    const candidates = [{ rep: 'olga', eligible: true, because }];

    expect(storyOf(offeredBy(anAssignment({ because, candidates })))).toContain(words);
  });

  it('compares loads where the load decided', () => {
    const candidates = [
      { rep: 'olga', eligible: true, because: 'least-loaded', load: { open: 1, capacity: 5 } },
      { rep: 'pavel', eligible: true, because: 'eligible-turn', load: { open: 4, capacity: 5 } },
    ];
    const lead = offeredBy(anAssignment({ strategy: 'least-loaded', because: 'least-loaded', candidates }));

    expect(storyOf(lead)).toContain('Наименьшая загрузка: Ольга Ким, открыто 1 из 5.');
    expect(viewOf(lead).assignment?.candidates.map(({ numbers }) => numbers)).toEqual([
      'открыто 1 из 5',
      'открыто 4 из 5',
    ]);
  });

  it('names everybody who was asked at once, before and after one of them accepts', () => {
    const asked = askedBoth();
    const won = accepted(asked, NOW, { attempt: 2 });

    for (const lead of [asked, won])
      expect(storyOf(lead)).toContain(
        'Предложена сразу: Ольга Ким, Павел Орлов. Заявка у того, кто примет первым.',
      );
  });

  it('lists the rules that wanted the lead and had nobody for it', async () => {
    const rules = [
      { rule: 'sticky', result: 'passed-on', because: 'off-duty', rep: 'ivan' },
      { rule: 'pool', result: 'passed-on', because: 'nobody-on-duty', pool: 'large' },
      { rule: 'pool', result: 'decided', because: 'turn-in-next-pool', pool: 'everybody' },
    ] as const;
    const lead = offeredBy(anAssignment({ rules }));

    expect(viewOf(lead).assignment?.rules.map(({ because }) => because)).toEqual([
      'Прошлый ответственный, Иван Лебедев: снял себя со смены',
      'Пул «large»: сейчас никто не на смене',
      'Пул «everybody»: по очереди в следующем пуле: в первом взять было некому',
    ]);
    expect(
      (await pagesOf(lead)).detail.match(/<ol class="rules-tried">.*?<\/ol>/s)?.[0].match(/<li>/g),
    ).toHaveLength(2);
  });

  it('says who gave it by hand, and why', () => {
    const assignment = anAssignment({ strategy: 'by-hand', because: 'by-hand', candidates: [] });
    const order = { rep: 'pavel', by: 'ops', reason: 'знает клиента' };

    expect(storyOf(givenByHand(anOfferedLead(), order, assignment, NOW, {}))).toContain(
      'Передано вручную менеджеру Павел Орлов. Кто передал: ops. Причина: знает клиента.',
    );
  });
});

describe('the page of a lead that is waited for', () => {
  it('shows offers to several with their deadline counting down, and nobody as chosen yet', async () => {
    const { detail, list } = await pagesOf(askedBoth());

    expect(detail).toContain('Ответственного пока нет, спросили сразу: Ольга Ким, Павел Орлов.');
    expect(detail.match(new RegExp(`data-until="${SOON}"`, 'g'))?.length).toBeGreaterThanOrEqual(3);
    expect(detail).toContain('ответ до 12:30');
    expect(detail.match(/спросили сразу<\/span>/g)).toHaveLength(2);
    expect(phoneOf(detail)).toContain('Промышленные насосы');
    expect(detail).not.toContain('>выбран<');
    expect(list).toMatch(/спросили: Ольга Ким, Павел Орлов.*data-until/s);
  });

  it('shows the shared pool it lies in, and when it is given out', async () => {
    const lead = leftInPool(aQualifiedLead(), 'everybody', SOON, anAssignment({ strategy: 'pull' }), NOW);
    const { detail, list } = await pagesOf(lead);

    expect(detail).toContain('Лежит в общем пуле «everybody».');
    expect(detail).toContain('раздадут в 12:30');
    expect(list).toContain('пул «everybody»');
  });

  it('shows a first response that is overdue, what was done about it, and in the end that it came', async () => {
    const responseDue = { at: '2026-11-23T09:05:00.000Z', step: 'supervisor-told' } as const;
    const late = accepted(anOfferedLead(), NOW, { responseDue });
    const firstResponse = { at: '2026-11-23T09:08:00.000Z', by: 'olga' };

    const { detail, list } = await pagesOf(late);
    const reached = await pagesOf({ ...late, firstResponse });

    expect(detail).toMatch(/class="until over".*клиент ждёт дольше срока на 5 мин.*Руководителю сообщили\./s);
    expect(list).toContain('клиент ждёт дольше срока на 5 мин');
    expect(reached.detail).toContain('Клиенту ответили 12:08 (Ольга Ким).');
    expect(reached.list).not.toContain('клиент ждёт дольше');
  });

  it('says why a deal came to nothing, and where the client was served before', async () => {
    const { detail } = await pagesOf(
      anOfferedLead({
        status: 'lost',
        lostBecause: 'too-expensive',
        earlierOwner: { rep: 'olga', leadId: 'lead-00000007', at: AT },
      }),
    );

    expect(detail).toContain('Сделка не состоялась: too-expensive.');
    expect(detail).toMatch(/Прошлая заявка клиента:.*\/console\/leads\/lead-00000007/s);
  });

  it('shows the card as the phone of the rep does: without the person until it is accepted', async () => {
    const open = phoneOf((await pagesOf(anOfferedLead())).detail);
    const taken = phoneOf((await pagesOf(accepted(anOfferedLead(), NOW))).detail);

    expect(open).toContain('Промышленные насосы');
    expect(open).toContain('Отказаться');
    expect(open).not.toContain('+7');
    expect(open).not.toContain('<button');
    expect(taken).toContain('Анна Смирнова');
    expect(taken).not.toContain('Отказаться');
  });
});

function anAssignment(overrides: Partial<Assignment> = {}): Assignment {
  return {
    pool: 'everybody',
    strategy: 'weighted',
    because: 'turn',
    at: AT,
    teamVersion: 2,
    candidates: [
      { rep: 'olga', eligible: true, because: 'turn', creditMicroleads: 600_000 },
      { rep: 'pavel', eligible: true, because: 'eligible-turn', creditMicroleads: 400_000 },
    ],
    ...overrides,
  };
}

function offeredBy(assignment: Assignment): Lead {
  return offeredTo(aQualifiedLead(), { rep: 'olga', deadlineAt: SOON }, assignment, [], NOW);
}

function askedBoth(): Lead {
  const several = { reps: ['olga', 'pavel'], deadlineAt: SOON };
  return offeredToSeveral(aQualifiedLead(), several, anAssignment({ strategy: 'first-to-accept' }), [], NOW);
}

function viewOf(lead: Lead, language: 'ru' | 'en' = 'ru') {
  return toLeadView(lead, { ...EXPLAINED, language });
}

function storyOf(lead: Lead, language: 'ru' | 'en' = 'ru'): string {
  return viewOf(lead, language).assignment?.story.join(' ') ?? '';
}

async function pagesOf(lead: Lead) {
  const archive = new InMemorySettingsArchive({ ...SETTINGS, policy: POLICY, team: WITH_CONDITION });
  const { ask, signIn } = consoleWorld([lead], { archive });
  const headers = await signIn();
  const detail = (await ask('GET', `/console/leads/${lead.id}`, { headers })).body;
  return { detail, list: (await ask('GET', '/console', { headers })).body };
}

function phoneOf(body: string): string {
  return /<div class="phone".*?<\/div>/s.exec(body)?.[0] ?? '';
}
