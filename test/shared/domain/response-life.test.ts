import { describe, expect, it } from 'vitest';
import { accepted } from '#shared/domain/offer-life.ts';
import { afterStep, dueStep, responseDueFor } from '#shared/domain/response-clock.ts';
import { lost, responded, responseStepTaken, won } from '#shared/domain/response-life.ts';
import type { Rep, ResponseRules } from '#shared/domain/team.ts';
import { anOfferedLead } from '#test/support/a-lead.ts';

/** A Friday, an hour before the rep goes home. */
const NOW = new Date('2026-11-27T14:00:00.000Z');
const RULES: ResponseRules = {
  minutes: { A: 30, B: 120, C: 480 },
  clock: 'working',
  remindAfter: 0,
  tellSupervisorAfter: 60,
  escalateAfter: 120,
};
const REP: Rep = {
  id: 'olga',
  name: 'Ольга',
  capacity: 5,
  active: true,
  accounts: {},
  hours: {
    timeZone: 'Europe/Moscow',
    daysOff: [],
    week: Object.fromEntries(
      ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [{ fromMinute: 540, toMinute: 1080 }]]),
    ),
  },
};

function anAcceptedLead() {
  const due = responseDueFor({ response: RULES }, REP, { score: { total: 72, grade: 'A', terms: [] } }, NOW);
  return accepted(anOfferedLead({ handoffs: [] }), NOW, due === undefined ? {} : { responseDue: due });
}

describe('the response clock', () => {
  it('counts by grade, in the time the rep works', () => {
    const due = (grade: 'A' | 'B' | 'C') =>
      responseDueFor({ response: RULES }, REP, { score: { total: 1, grade, terms: [] } }, NOW)?.at;

    expect(due('A')).toBe('2026-11-27T14:30:00.000Z');
    expect(due('B')).toBe('2026-11-30T07:00:00.000Z');
    expect(due('C')).toBe('2026-11-30T13:00:00.000Z');
  });

  it('runs over nights by the wall where the company wants it so', () => {
    const rules: ResponseRules = { ...RULES, clock: 'wall' };

    expect(responseDueFor({ response: rules }, REP, {}, NOW)?.at).toBe('2026-11-27T22:00:00.000Z');
  });

  it('does not run where nobody watches responses', () => {
    expect(responseDueFor({}, REP, {}, NOW)).toBeUndefined();
  });

  it('takes one step after another, each in working time after the response was due, and then no more', () => {
    let lead = anAcceptedLead();
    const steps: unknown[] = [];
    for (let tries = 0; tries < 5; tries += 1) {
      const now = new Date(lead.responseDue?.nextStepAt ?? '2027-01-01T00:00:00.000Z');
      const step = dueStep(lead, now);
      if (step === undefined || lead.responseDue === undefined) break;
      steps.push([step, lead.responseDue.nextStepAt]);
      const due = afterStep(lead.responseDue, step, RULES, REP);
      lead = responseStepTaken(lead, due, { rep: 'olga', notice: 'response-due' }, ['messenger'], now);
    }

    expect(steps).toEqual([
      ['reminded', '2026-11-27T14:30:00.000Z'],
      ['supervisor-told', '2026-11-30T06:30:00.000Z'],
      ['taken-over', '2026-11-30T07:30:00.000Z'],
    ]);
    expect(lead.responseDue).toEqual({ at: '2026-11-27T14:30:00.000Z', step: 'taken-over' });
  });
});

describe('the first response', () => {
  const reached = { at: '2026-11-27T14:10:00.000Z', by: 'mango' };

  it('ends the clock, and says how long the client has waited', () => {
    const lead = responded(anAcceptedLead(), reached, NOW);

    expect(lead.firstResponse).toEqual(reached);
    expect(lead.timings.firstResponseMs).toBe(Date.parse(reached.at) - Date.parse(lead.receivedAt));
    expect(lead.nextActionAt).toBeUndefined();
  });

  it('counts once', () => {
    const lead = responded(anAcceptedLead(), reached, NOW);

    expect(responded(lead, { at: NOW.toISOString(), by: 'crm' }, NOW)).toBe(lead);
  });
});

describe('what the CRM says last', () => {
  it('ends the lead as won or lost, with nothing due any more', () => {
    expect(won(anAcceptedLead(), 'crm', NOW)).toMatchObject({ status: 'won', owner: 'olga' });
    expect(won(anAcceptedLead(), 'crm', NOW).nextActionAt).toBeUndefined();
    expect(lost(anAcceptedLead(), 'too-expensive', 'crm', NOW)).toMatchObject({
      status: 'lost',
      lostBecause: 'too-expensive',
    });
  });
});
