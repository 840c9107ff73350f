import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findCallProvider } from '#functions/telephony/providers/registry.ts';
import { findFormProvider } from '#functions/web-form/providers/registry.ts';
import { checkSettings, type SettingsContent } from '#shared/contracts/settings/check-settings.ts';
import { judge } from '#shared/domain/judge.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { aLead } from '#test/support/a-lead.ts';
import { DEMO_VARIABLES } from '#test/support/in-memory-settings.ts';

function demo<D extends keyof SettingsContent>(document: D): SettingsContent[D] {
  const file = new URL(`../../../cdk/local/settings/${document}.yaml`, import.meta.url);
  const checked = checkSettings(document, readFileSync(file, 'utf8'), DEMO_VARIABLES);
  if (checked.outcome === 'faulty') throw new Error(JSON.stringify(checked.faults, null, 2));
  return checked.content;
}

function decide(lead: Lead) {
  return judge(lead, { ...demo('policy'), version: 1 });
}

const FOUND = {
  outcome: 'found',
  status: 'active',
  name: 'ООО «Ромашка»',
  type: 'legal',
  inn: '7707083893',
  region: 'RU-MOW',
  checkedAt: '2026-11-23T09:00:00.000Z',
  stale: false,
} as const;

describe('the demo settings', () => {
  it('have a source for every provider they name, which can be read', () => {
    for (const { id, kind, provider } of demo('sources').sources) {
      const found = kind === 'call' ? findCallProvider(provider) : findFormProvider(provider);
      expect([id, found?.id]).toEqual([id, provider]);
    }
  });

  it('demand name, phone, INN and consent of our own form', () => {
    expect(demo('sources').sources[0]).toMatchObject({
      id: 'html',
      mandatory: ['name', 'phone', 'inn', 'consent'],
      aliases: { Имя: 'name', Телефон: 'phone', ИНН: 'inn', Бюджет: 'budget', comment: 'message' },
    });
  });

  it('have somebody on duty at any hour, in every pool that must not be empty', () => {
    const { reps, pools } = demo('team');
    const always = reps.filter(({ hours: { week, daysOff } }) => {
      const days = Object.values(week);
      return days.length === 7 && daysOff.length === 0 && days.every(([first]) => first?.toMinute === 1440);
    });

    const ids = always.map(({ id }) => id);
    expect(ids.length).toBeGreaterThanOrEqual(3);
    expect(ids.length).toBeLessThan(reps.length);
    for (const pool of [pools[0], pools.at(-1)])
      expect(pool?.members.some(({ rep }) => ids.includes(rep))).toBe(true);
  });

  it('give every rep an account where leads are handed to', () => {
    const destinations = demo('destinations').destinations.filter(({ type }) => type !== 'webhook');

    for (const { accounts } of demo('team').reps)
      expect(Object.keys(accounts).toSorted()).toEqual(destinations.map(({ id }) => id).toSorted());
  });

  it('score a hundred points in all, and every term of BANT', () => {
    const { score } = demo('policy');

    expect(score.map(({ code, cap }) => [code, cap])).toEqual([
      ['budget', 30],
      ['authority', 25],
      ['need', 25],
      ['timeline', 20],
    ]);
  });

  it('qualify a director with a budget as an A, whether or not the registry answers', () => {
    const director = aLead();
    const unchecked = aLead({ counterparty: { outcome: 'unchecked', because: 'slow' } });

    expect(decide(director)).toMatchObject({ verdict: { outcome: 'qualified' }, score: { grade: 'A' } });
    expect(decide(unchecked).score).toEqual(decide(director).score);
  });

  it('qualify a missed call as a C, and say what nobody knows', () => {
    const call = aLead({
      kind: 'call',
      provider: 'mango',
      contact: { phone: '+79991234567' },
      requisites: {},
      need: {},
      attribution: {},
      call: { missed: true, talkSeconds: 0 },
    });

    const { verdict, score } = decide(call);
    expect(verdict).toMatchObject({ outcome: 'qualified', reasons: [] });
    expect(score).toMatchObject({ total: 0, grade: 'C' });
    expect(score?.terms.map(({ because }) => because)).toEqual(['unknown', 'unknown', 'unknown', 'unknown']);
  });

  it.each<[string, Partial<Lead>]>([
    ['individual', { requisites: { companyName: 'физлицо' } }],
    ['too-small', { need: { budgetRub: 15_000 } }],
    ['no-need', { need: { message: 'Пишу реферат, помогите с материалами' } }],
    ['bad-requisites', { faults: [{ field: 'inn', code: 'inn-checksum', typed: '7700000120' }] }],
    ['spam', { suspicions: ['honeypot'] }],
    ['no-contact', { contact: { name: 'Анна' } }],
    ['company-liquidated', { counterparty: { ...FOUND, status: 'liquidated' } }],
    ['company-bankrupt', { counterparty: { ...FOUND, status: 'bankrupt' } }],
    ['region-not-served', { counterparty: { ...FOUND, region: 'RU-KAM' } }],
  ])('reject for %s', (reason, overrides) => {
    expect(decide(aLead(overrides)).verdict).toMatchObject({ outcome: 'rejected', reasons: [reason] });
  });
});
