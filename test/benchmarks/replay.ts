import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startDynoxide } from '#cdk/local/engines/dynoxide.ts';
import { createMissingTables, localCredentials } from '#cdk/local/engines/tables.ts';
import { REGION } from '#cdk/local/template/stack.ts';
import { replayLeads } from '#functions/replay/replay-leads.ts';
import { fromDocument, toDocument } from '#shared/adapters/dynamodb/lead-document.ts';
import { DynamoDbLeadRepository } from '#shared/adapters/dynamodb/lead-repository.ts';
import { DynamoDbPastLeads } from '#shared/adapters/dynamodb/past-leads.ts';
import { DynamoDbReplayBook } from '#shared/adapters/dynamodb/replay-book.ts';
import { systemClock } from '#shared/adapters/clock/system-clock.ts';
import { compareJudgements } from '#shared/domain/compare-judgements.ts';
import { judge } from '#shared/domain/judge.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { Policy } from '#shared/domain/policy.ts';
import type { Settings } from '#shared/ports/settings.ts';
import { anOfferedLead } from '#test/support/a-lead.ts';
import { demoSettings, InMemorySettings } from '#test/support/in-memory-settings.ts';
import type { Section } from './report.ts';
import { readStack } from './stack.ts';

const LEADS = 10_000;
const GOAL_SECONDS = 30;
const WRITES_AT_ONCE = 32;

/** Ten thousand past leads through a stricter draft, from the durable table to the report. */
export async function measureReplay(): Promise<Section> {
  const folder = await mkdtemp(join(tmpdir(), 'replay-benchmark-'));
  const engine = await startDynoxide(join(folder, 'tables.db'), () => undefined);
  const client = new DynamoDBClient({ endpoint: engine.endpoint, region: REGION, ...localCredentials() });
  try {
    const settings = await demoSettings();
    const [definition] = (await readStack()).tables;
    const table = 'Leads';
    await createMissingTables(engine.endpoint, [{ ...definition, TableName: table }]);
    const leads = Array.from({ length: LEADS }, (_, index) => pastLead(index, settings.policy));
    await keepAll(leads, new DynamoDbLeadRepository(client, table));
    return await measure(leads, settings, { client, table });
  } finally {
    client.destroy();
    await engine.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(
  leads: readonly Lead[],
  settings: Settings,
  { client, table }: { readonly client: DynamoDBClient; readonly table: string },
): Promise<Section> {
  const draft = stricter(settings.policy);
  const replays = new DynamoDbReplayBook(client, table);
  const pastLeads = new DynamoDbPastLeads(client, table);
  const orderedAt = new Date().toISOString();
  await replays.order({ id: 'benchmark', orderedAt, by: 'benchmark', policy: draft, span: { last: LEADS } });

  const startedAt = performance.now();
  const replayed = await replayLeads('benchmark', {
    replays,
    pastLeads,
    settings: new InMemorySettings(settings),
    clock: systemClock,
  });
  const seconds = (performance.now() - startedAt) / 1000;
  if (replayed.outcome !== 'done') throw new Error(`The replay came to nothing: ${replayed.outcome}.`);
  const { judged, counts } = replayed.report;
  if (judged !== LEADS) throw new Error(`Of ${LEADS} leads ${judged} were judged.`);

  const parts = await measureParts(leads, draft, settings, pastLeads);
  return {
    benchmark: `replay: ${LEADS} past leads through a draft, table on the disk, one process for the replay`,
    figures: [
      {
        name: 'from the order to the report',
        figure: `${seconds.toFixed(2)} s`,
        goal: `< ${GOAL_SECONDS} s`,
        ok: seconds < GOAL_SECONDS,
      },
      { name: 'leads a second', figure: `${Math.round(LEADS / seconds)}` },
      ...Object.entries(parts).map(([name, part]) => ({ name, figure: `${part.toFixed(2)} s` })),
    ],
    notes: [
      `${counts['newly-rejected']} newly rejected, ${counts['grade-moved']} of another grade, ${counts['owner-moved']} of another pool`,
      'reading alone is everything but the judging, unpacking included; unpacking and judging alone are measured in memory',
    ],
    raw: { seconds, counts, parts },
  };
}

/** How the time divides, each part by itself. */
async function measureParts(
  leads: readonly Lead[],
  draft: Policy,
  { team }: Settings,
  pastLeads: DynamoDbPastLeads,
): Promise<Readonly<Record<string, number>>> {
  const documents = leads.map(toDocument);
  const reading = await secondsOf(async () => {
    const { pages } = await pastLeads.find({ last: LEADS }, new Date().toISOString());
    for await (const page of pages) if (page.length === 0) throw new Error('A page is empty.');
  });
  const unpacking = await secondsOf(() => documents.forEach(fromDocument));
  const judging = await secondsOf(() => leads.forEach((lead) => compareJudgements(lead, draft, team)));
  return { 'reading alone': reading, 'unpacking alone': unpacking, 'judging alone': judging };
}

async function secondsOf(work: () => Promise<void> | void): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

/** The demonstration's policy, but no budget below 300 000. */
function stricter(policy: Policy): Policy {
  const rule: Policy['rejections'][number] = {
    code: 'below-300-thousand',
    when: {
      op: 'compare',
      by: '<',
      left: { op: 'fact', path: 'need.budgetRub' },
      right: { op: 'literal', value: 300_000 },
    },
    text: { ru: 'Бюджет меньше 300 000 ₽', en: 'The budget is below 300,000 RUB' },
  };
  return { ...policy, version: 0, rejections: [...policy.rejections, rule] };
}

/** Judged by the policy in force, and offered: as long as leads are that have come to their reps. */
function pastLead(index: number, policy: Policy): Lead {
  const receivedAt = new Date(Date.now() - (index + 1) * 60_000).toISOString();
  const lead = anOfferedLead({ id: `past-${String(index).padStart(8, '0')}`, receivedAt });
  const told = { ...lead, need: { ...lead.need, budgetRub: 20_000 + (index % 200) * 8_000 } };
  return { ...told, ...judge(told, policy) };
}

async function keepAll(leads: readonly Lead[], repository: DynamoDbLeadRepository): Promise<void> {
  for (let start = 0; start < leads.length; start += WRITES_AT_ONCE)
    await Promise.all(leads.slice(start, start + WRITES_AT_ONCE).map((lead) => repository.keep(lead)));
}
