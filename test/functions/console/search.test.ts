import { describe, expect, it } from 'vitest';
import { nameWordsOf, searchTermsOf } from '#shared/domain/reporting/search-terms.ts';
import type { Lead } from '#shared/domain/lead.ts';
import { InMemoryReportBook } from '#test/support/in-memory-report-book.ts';
import { aLead, aQualifiedLead } from '#test/support/a-lead.ts';
import { AUTHORIZED, consoleWorld } from './console-world.ts';

const PUMPS = aQualifiedLead({
  id: 'pumps',
  contact: { name: 'Анна', phone: '+79991234567', email: 'anna@example.ru' },
  requisites: { inn: '7707083893', ogrn: '1027700132195', companyName: 'ООО «Зелёный Насос Урала»' },
});
const PRESSES = aLead({
  id: 'presses',
  receivedAt: '2026-11-23T09:05:00.000Z',
  contact: { phone: '+4930901820' },
  requisites: { companyName: 'Прессы Урала, АО' },
});

function aWorld(leads: readonly Lead[]) {
  const book = new InMemoryReportBook(() => leads);
  const idsOf = (isWanted: (lead: Lead) => boolean) => leads.filter(isWanted).map(({ id }) => id);
  const reports = Object.assign(book, {
    find: async (term: string) =>
      idsOf((lead) => searchTermsOf(lead).some(({ kind, value }) => `find-${kind}=${value}` === term)),
    findByWord: async (beginning: string) =>
      idsOf((lead) => nameWordsOf(lead).some((word) => word.startsWith(beginning))),
  });
  return consoleWorld(leads, { reports });
}

async function search(query: string): Promise<readonly string[]> {
  const { ask } = aWorld([PUMPS, PRESSES]);
  const { body } = await ask('GET', `/v1/search?q=${encodeURIComponent(query)}`, { headers: AUTHORIZED });
  return JSON.parse(body).leads.map(({ id }: { id: string }) => id);
}

describe('the search', () => {
  it.each([
    ['+7 (999) 123-45-67', ['pumps']],
    ['8 999 123 45 67', ['pumps']],
    ['9991234567', ['pumps']],
    ['+49 30 901820', ['presses']],
    ['ANNA@example.ru', ['pumps']],
    ['7707083893', ['pumps']],
    ['1027700132195', ['pumps']],
    ['урала', ['presses', 'pumps']],
    ['зелен урал', ['pumps']],
    ['ООО Зелёный', ['pumps']],
    ['насос прессы', []],
    ['+7 999 123-45-68', []],
    ['ур', []],
    ['<script>', []],
  ])('finds by «%s»', async (query, found) => {
    expect(await search(query)).toEqual(found);
  });

  it('wants to know what', async () => {
    const { ask } = aWorld([]);

    const { statusCode } = await ask('GET', '/v1/search?q=+', { headers: AUTHORIZED });

    expect(statusCode).toBe(400);
  });

  it('shows people what was found, and that nothing was', async () => {
    const world = aWorld([PUMPS, PRESSES]);
    const headers = await world.signIn();

    const found = await world.ask('GET', '/console?q=9991234567', { headers });
    const nothing = await world.ask('GET', '/console?q=9991234568', { headers });

    expect(found.body).toContain('href="/console/leads/pumps"');
    expect(found.body).not.toContain('href="/console/leads/presses"');
    expect(nothing.body).toContain('Под этот фильтр ничего не подходит.');
  });
});
