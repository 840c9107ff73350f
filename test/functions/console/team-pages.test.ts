import { describe, expect, it } from 'vitest';
import type { Lead } from '#shared/domain/lead.ts';
import type { Pool, Rep, Team, TurnCredits } from '#shared/domain/team.ts';
import type { AssignmentBook } from '#shared/ports/assignment-book.ts';
import { anOfferedLead, aQualifiedLead } from '#test/support/a-lead.ts';
import { InMemoryLeads } from '#test/support/in-memory-leads.ts';
import { InMemorySettings } from '#test/support/in-memory-settings.ts';
import { AUTHORIZED, FORM, SETTINGS, TEAM, consoleWorld } from './console-world.ts';

const HOSTILE = `<script>alert(1)</script>"'`;

describe('the team page', () => {
  it('is for those who signed in', async () => {
    const { ask } = consoleWorld();

    for (const path of ['/console/team', '/console/team-fragment', '/console/team/calendar'])
      expect((await ask('GET', path, { headers: FORM })).statusCode).toBe(401);
    expect((await ask('GET', '/v1/team')).statusCode).toBe(401);
  });

  it('says who is on duty, and of everybody else why not, in sentences', async () => {
    const world = worldOf({ pavel: { active: false } });
    await world.leads.setOnDuty('ivan', false);

    const { body } = await pageOf(world);

    expect(rowOf(body, 'olga')).toContain('на смене');
    expect(rowOf(body, 'pavel')).toContain('Отключён в настройках');
    expect(rowOf(body, 'ivan')).toContain('Снял себя со смены');
    expect(rowOf(body, 'ivan')).toContain('Вернуть на смену');
    expect(body).toContain('На смене: 2 из 4');
  });

  it('says when the next shift begins, on the clock of the rep', async () => {
    const world = worldOf({
      ivan: {
        hours: {
          timeZone: 'Asia/Vladivostok',
          week: { tue: [{ fromMinute: 600, toMinute: 1080 }] },
          daysOff: [],
        },
      },
    });

    const row = rowOf((await pageOf(world)).body, 'ivan');

    expect(row).toContain('Сейчас не рабочее время; выйдет 24 нояб., 10:00');
    expect(row).toContain('на часах 19:10 · Asia/Vladivostok');
  });

  it('shows each load against the capacity, today against the day, and sources against theirs', async () => {
    const limits = { capacity: 2, capacityPerDay: 8, capacityPerSource: { mango: 3 } };
    const world = worldOf({ olga: limits }, {}, {}, [aQualifiedLead()]);
    const day = { date: '2026-11-23', limit: 8 };
    await world.leads.commit({ lead: anOfferedLead(), take: { rep: 'olga', capacity: 2, day } });

    const row = rowOf((await pageOf(world)).body, 'olga');

    expect(row).toMatch(/открыто 1 из 2.*width="50.0".*сегодня 1 из 8.*mango: 0 из 3/s);
    expect(row).toContain('Вернуть неотвеченные');
  });

  it('lists the members of a pool in the order of their turn, with what each is behind', async () => {
    const world = worldOf({}, { everybody: { pavel: 700_000, olga: -700_000 } });
    await world.leads.setOnDuty('ivan', false);

    const pool = poolOf((await pageOf(world)).body, 'everybody');

    expect(pool).toContain('Следующая: Павел Орлов — отстаёт от своей доли на 1,2 заявки');
    expect(pool).toMatch(
      /следующая.*Павел Орлов.*3-я заявка.*Ольга Ким.*опережает свою долю на 0,2.*Иван Лебедев/s,
    );
    expect(pool).toContain('снял себя со смены; счёт стоит: ровно при своей доле');
  });

  it.each([
    ['least-loaded', 'наименьшая загрузка, 0 из 5'],
    ['first-to-accept', 'Следующую предложат сразу: Ольга Ким, Павел Орлов.'],
    ['pull', 'Следующая ляжет в общий пул. Если за 10 мин её никто не возьмёт, она по очереди у: Ольга Ким.'],
  ] as const)('says what becomes of the next lead of a %s pool', async (strategy, words) => {
    const world = worldOf({}, {}, { strategy, askAtOnce: 2, takeWithinMinutes: 10 });

    expect(poolOf((await pageOf(world)).body, 'everybody')).toContain(words);
  });

  it.each([
    [{ then: 'next-pool' }, 'в следующий подходящий пул'],
    [{ then: 'hold' }, 'заявка ждёт, пока кто-то выйдет'],
    [{ then: 'duty', rep: 'head' }, 'у дежурного, Мария Новак'],
  ] as const)('says what becomes of a lead when nobody is there: %j', async (outsideHours, words) => {
    const world = worldOf({}, {}, { outsideHours });
    for (const { id } of TEAM.reps) await world.leads.setOnDuty(id, false);

    expect(poolOf((await pageOf(world)).body, 'everybody')).toContain(words);
  });

  it('says when a pool wants a lead in words, and in English where that is asked for', async () => {
    const world = worldOf({}, {}, { when: { op: 'known', path: 'need.budgetRub' } });

    expect((await pageOf(world)).body).toContain('Если бюджет известен.');
    expect((await pageOf(world, '/console/team?lang=en')).body).toContain('If budget is known.');
  });

  it('shows names and skills as text', async () => {
    const world = worldOf({ olga: { name: HOSTILE, skills: [HOSTILE] } });

    expect((await pageOf(world)).body).not.toContain('<script>alert');
  });

  it('switches duty and comes back to itself', async () => {
    const world = worldOf();

    const answer = await post(world, '/console/team/olga/duty', { onDuty: 'false' });

    expect(answer).toMatchObject({ statusCode: 303, headers: { location: '/console/team' } });
    expect(world.leads.isOnDuty('olga')).toBe(false);
    expect((await post(world, '/console/team/nobody/duty', { onDuty: 'true' })).statusCode).toBe(404);
  });

  it('gives back what a rep has not answered, and says how many', async () => {
    const world = worldOf({}, {}, {}, [anOfferedLead()]);

    const answer = await post(world, '/console/team/olga/give-back', {});

    expect(answer.headers?.['location']).toBe('/console/team?givenBack=1');
    const [lead] = world.leads.all();
    expect(lead).toMatchObject({ status: 'qualified', formerOffers: [{ rep: 'olga', state: 'withdrawn' }] });
    expect((await pageOf(world, '/console/team?givenBack=1')).body).toContain('Возвращено предложений: 1.');
  });

  it('refuses what another site sends', async () => {
    const world = worldOf();
    const headers = { ...(await world.signIn()), ...FORM, 'sec-fetch-site': 'cross-site' };

    const answer = await world.ask('POST', '/console/team/olga/duty', { headers, body: 'onDuty=false' });

    expect(answer.statusCode).toBe(403);
  });
});

describe('the team as programs read it', () => {
  it('has the same: availability, loads, and every pool in the order of its turn', async () => {
    const world = worldOf({}, { everybody: { pavel: 700_000, olga: -700_000 } });

    const answer = await world.ask('GET', '/v1/team', { headers: AUTHORIZED });
    const team = JSON.parse(answer.body);

    expect(team.reps[0]).toMatchObject({
      id: 'olga',
      available: true,
      because: null,
      load: { open: 0, capacity: 5, takenToday: 0, capacityPerDay: null, sources: [] },
      localDate: '2026-11-23',
    });
    expect(team.pools[0]).toMatchObject({ id: 'everybody', next: ['pavel'], condition: null });
    expect(team.pools[0].members.map(({ rep }: { rep: string }) => rep)).toEqual(['pavel', 'ivan', 'olga']);
  });
});

describe('the calendar of absences', () => {
  it('shows every rep on every day of the month', async () => {
    const { body } = await pageOf(worldOf(), '/console/team/calendar?month=2026-12');

    expect(body).toContain('декабрь 2026');
    expect(body.match(/<td class="day-/g)).toHaveLength(31 * TEAM.reps.length);
    expect(body).toContain('2026-12-07: работает, 9 ч');
    expect(body).toContain('2026-12-08: выходной');
    expect(body).toContain('month=2027-01');
  });

  it('shows this month where the address names none that there is', async () => {
    for (const month of ['', '2026-13', 'december', '1999-01'])
      expect((await pageOf(worldOf(), `/console/team/calendar?month=${month}`)).body).toContain(
        'ноябрь 2026',
      );
  });

  it('takes an absence, shows it, and takes it out again', async () => {
    const world = worldOf();
    const absence = { rep: 'olga', from: '2026-12-07', to: '2026-12-08' };

    const added = await post(world, '/console/team/calendar', { ...absence, act: 'add' });
    const shown = await pageOf(world, '/console/team/calendar?month=2026-12');

    expect(added.headers?.['location']).toBe('/console/team/calendar?month=2026-12');
    expect(shown.body).toContain('2026-12-07: отсутствует');
    expect(shown.body).toContain('<b>Ольга Ким</b> 2026-12-07 – 2026-12-08');

    await post(world, '/console/team/calendar', { ...absence, act: 'remove' });

    expect((await pageOf(world, '/console/team/calendar?month=2026-12')).body).toContain(
      '2026-12-07: работает',
    );
  });

  it('needs no second date for a single day', async () => {
    const world = worldOf();

    await post(world, '/console/team/calendar', { rep: 'olga', from: '2026-12-07', to: '', act: 'add' });

    expect((await world.leads.states(['olga']))['olga']?.away).toEqual([
      { from: '2026-12-07', to: '2026-12-07' },
    ]);
  });

  it.each([
    [{ from: '2026-02-30' }, 'такой день должен быть в календаре'],
    [{ to: 'tomorrow' }, 'такой день должен быть в календаре'],
    [{ from: '2026-12-09' }, 'Конец отсутствия раньше его начала'],
    [{ to: '2028-01-01' }, 'не бывает длиннее года'],
    [{ from: '2026-11-01', to: '2026-11-22' }, 'уже закончилось'],
    [{ rep: 'nobody' }, 'Такого менеджера в команде нет'],
  ])('refuses %j with a sentence, and keeps what was typed', async (typed, words) => {
    const world = worldOf();
    const fields = { rep: 'olga', from: '2026-12-07', to: '2026-12-08', ...typed };

    const answer = await post(world, '/console/team/calendar', { ...fields, act: 'add' });

    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(words);
    expect(answer.body).toContain(`value="${fields.from}"`);
    expect((await world.leads.states(['olga']))['olga']?.away).toBeUndefined();
  });

  it('takes hostile dates as text', async () => {
    const answer = await post(worldOf(), '/console/team/calendar', {
      rep: HOSTILE,
      from: HOSTILE,
      to: HOSTILE,
      act: 'add',
    });

    expect(answer.statusCode).toBe(422);
    expect(answer.body).not.toContain('<script>alert');
  });
});

type World = ReturnType<typeof worldOf>;

/** The console's team with some of its reps, its one pool and its turns as the test wants them. */
function worldOf(
  reps: Readonly<Record<string, Partial<Rep>>> = {},
  turns: Readonly<Record<string, TurnCredits>> = {},
  pool: Partial<Pool> = {},
  leads: readonly Lead[] = [],
) {
  const team: Team = {
    ...TEAM,
    reps: TEAM.reps.map((rep) => ({ ...rep, ...reps[rep.id] })),
    pools: TEAM.pools.map((one) => ({ ...one, ...pool })),
  };
  const table = new InMemoryLeads(leads);
  const book: AssignmentBook = {
    commit: (change) => table.commit(change),
    read: async (...asked) => ({ ...(await table.read(...asked)), turns }),
  };
  const settings = new InMemorySettings({ ...SETTINGS, team });
  const world = consoleWorld([], { leads: table, roster: table, held: table, book, settings });
  return { ...world, leads: table };
}

async function pageOf(world: World, path = '/console/team') {
  return world.ask('GET', path, { headers: await world.signIn() });
}

async function post(world: World, path: string, fields: Readonly<Record<string, string>>) {
  const headers = { ...(await world.signIn()), ...FORM };
  return world.ask('POST', path, { headers, body: new URLSearchParams(fields).toString() });
}

function rowOf(body: string, rep: string): string {
  return new RegExp(`<tr id="rep-${rep}".*?</tr>`, 's').exec(body)?.[0] ?? '';
}

function poolOf(body: string, pool: string): string {
  return new RegExp(`<section class="card pool" id="pool-${pool}".*?</section>`, 's').exec(body)?.[0] ?? '';
}
