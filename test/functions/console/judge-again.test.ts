import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameJudgement, judgeAgain } from '#functions/console/judge-again.ts';
import { accepted } from '#shared/domain/offer-life.ts';
import { touchedBy, duplicateOf } from '#shared/domain/lead-touches.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { Submission } from '#shared/domain/submission.ts';
import { receiveSubmission } from '#shared/intake/receive-submission.ts';
import { aTeam, aTeamMember, assignmentWorld } from '#test/support/assignment-world.ts';
import { aLead, aQualifiedLead } from '#test/support/a-lead.ts';
import { aSource } from '#test/support/a-source.ts';
import { InMemorySettingsArchive } from '#test/support/in-memory-settings-archive.ts';
import { demoSettings } from '#test/support/in-memory-settings.ts';
import { found, intakeWorld } from '#test/support/intake-world.ts';
import { AUTHORIZED, POLICY, SETTINGS, consoleWorld } from './console-world.ts';

const settings = await demoSettings();

/** Any submission the demonstration's source might get, with any state of its company. */
const aSubmission = fc
  .record(
    {
      phone: fc.constantFrom('+79991234567', '8 999 000 00 01', 'нет'),
      email: fc.constantFrom('anna@example.ru', 'anna@mail.ru', '@'),
      inn: fc.constantFrom('7707083893', '500100732259', '7707083894'),
      budget: fc.constantFrom('15 000', '49999', '50000', '400 тыс', '2 млн', 'как получится'),
      product: fc.constantFrom('Пресс', 'реферат'),
      role: fc.constantFrom('директор', 'секретарь', 'сосед'),
      timeline: fc.constantFrom('срочно', 'month', 'когда-нибудь'),
      message: fc.constantFrom('высылаю резюме', 'Нужны два станка в этом квартале, перезвоните'),
      consent: fc.constant('on'),
    },
    { requiredKeys: [] },
  )
  .map((fields): Submission => ({
    kind: 'form',
    source: 'site',
    provider: 'tilda',
    language: 'ru',
    fields,
    attribution: {},
    extra: {},
    suspicions: [],
  }));
const aRegistryAnswer = fc.constantFrom(
  { status: 'active', region: 'RU-MOW', employees: 940 },
  { status: 'liquidated' },
  { status: 'unknown', region: 'RU-KAM', registeredOn: '2020-02-29', revenueRub: 0 },
  undefined,
) as fc.Arbitrary<Parameters<typeof found>[1] | undefined>;

describe('judging a lead again', () => {
  it('comes to the same under the version it was judged by, also after it was offered, accepted and touched', async () => {
    await fc.assert(
      fc.asyncProperty(aSubmission, aRegistryAnswer, async (submission, answer) => {
        const world = intakeWorld(settings, async (inn) =>
          answer === undefined ? { outcome: 'unavailable', because: 'slow' } : found(inn, answer),
        );
        const source = aSource({ id: 'site', provider: 'tilda', mandatory: ['phone'] });
        const receipt = await receiveSubmission(submission, source, false, world);
        if (receipt.outcome === 'faulty') throw new Error('a provider nobody can correct was refused');
        for (const lead of await laterLivesOf(receipt.lead)) {
          expect(isSameJudgement(lead, judgeAgain(lead, settings.policy))).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('says over the API that it is the same, in the explained form', async () => {
    const judgedLead = { ...aLead(), ...judgeAgain(aLead(), POLICY) };
    const world = consoleWorld([judgedLead]);

    const { statusCode, body } = await world.ask('GET', `/v1/leads/${judgedLead.id}/judgement`, {
      headers: { ...AUTHORIZED, 'accept-language': 'en' },
    });

    expect(statusCode).toBe(200);
    expect(JSON.parse(body)).toMatchObject({
      lead: judgedLead.id,
      policyVersion: 3,
      recorded: { policyVersion: 3, outcome: 'rejected' },
      same: true,
      judgement: {
        policyVersion: 3,
        outcome: 'rejected',
        rules: [{ condition: 'kind of lead is known' }, {}, {}],
      },
    });
  });

  it('says that another version comes to something else, and changes nothing', async () => {
    const judgedLead = { ...aLead(), ...judgeAgain(aLead(), POLICY) };
    const archive = new InMemorySettingsArchive(SETTINGS);
    const world = consoleWorld([judgedLead], { archive });

    const answers = await Promise.all(
      ['4', 'in-force'].map((version) =>
        world.ask('GET', `/v1/leads/${judgedLead.id}/judgement?version=${version}`, { headers: AUTHORIZED }),
      ),
    );

    for (const { body } of answers)
      expect(JSON.parse(body)).toMatchObject({
        policyVersion: 4,
        same: false,
        judgement: { outcome: 'qualified' },
      });
    expect(await world.leads.find(judgedLead.id)).toEqual(judgedLead);
  });

  it('judges a lead that was not judged yet by the version in force, and calls it neither same nor other', async () => {
    const world = consoleWorld([aLead()]);

    const { body } = await world.ask('GET', `/v1/leads/${aLead().id}/judgement`, { headers: AUTHORIZED });

    expect(JSON.parse(body)).toMatchObject({ policyVersion: 4, recorded: null, same: null });
  });

  it.each([
    ['/v1/leads/lead-00000001/judgement?version=0', 400, 'invalid-parameters'],
    ['/v1/leads/lead-00000001/judgement?version=last', 400, 'invalid-parameters'],
    ['/v1/leads/lead-00000001/judgement?version=77', 404, 'version-not-found'],
    ['/v1/leads/lead-99999999/judgement', 404, 'lead-not-found'],
  ])('%s: %s', async (url, status, code) => {
    const world = consoleWorld([aQualifiedLead()]);

    const answer = await world.ask('GET', url, { headers: AUTHORIZED });

    expect([answer.statusCode, JSON.parse(answer.body).code]).toEqual([status, code]);
  });
});

/** The lead as it was judged, and everything that may happen to it afterwards. */
async function laterLivesOf(lead: Lead): Promise<readonly Lead[]> {
  if (lead.status !== 'qualified') return [lead];
  const world = assignmentWorld(settings, aTeam(aTeamMember('olga')), [lead]);
  await world.handle(lead.id);
  const offered = await world.lead(lead.id);
  if (offered === undefined) throw new Error('the lead is gone');
  const now = new Date('2026-11-23T10:00:00.000Z');
  const touch = duplicateOf(aQualifiedLead({ id: 'lead-00000002' }), offered, ['phone'], now);
  const taken = accepted(offered, now);
  return [lead, offered, taken, touchedBy(taken, touch, ['crm'], now)];
}
