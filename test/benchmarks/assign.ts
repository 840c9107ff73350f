import {
  TransactWriteItemsCommand,
  type DynamoDBClient,
  type TransactWriteItem,
  type TransactWriteItemsCommandInput,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { REGION } from '#cdk/local/template/stack.ts';
import { createDynamoDbClient } from '#shared/adapters/dynamodb/client.ts';
import { LibPhoneNumbers } from '#shared/adapters/libphonenumber/phone-numbers.ts';
import type { Lead } from '#shared/domain/lead.ts';
import type { Pool, Team } from '#shared/domain/team.ts';
import { aQualifiedLead } from '#test/support/a-lead.ts';
import { auditTeam, handleMessage, shareOut, watchedBook } from '#test/support/assigning-workers.ts';
import { aTeam, aTeamMember } from '#test/support/assignment-world.ts';
import { demoSettings, InMemorySettings } from '#test/support/in-memory-settings.ts';
import { NO_DETAILS } from '#test/support/no-details.ts';
import { RecordingQueue } from '#test/support/pipeline.ts';
import { startTables, type TestTable, type TestTables } from '#test/support/table.ts';
import { onDynamoDb } from '#test/support/worlds.ts';
import type { Section } from './report.ts';

const LEADS = 5_000;
const REPS = 40;
const POOLS = 4;
/** Functions at work, each with the messages of a full batch under way at once. */
const FUNCTIONS = 5;
const MESSAGES_AT_ONCE = 10;
const WORKERS = FUNCTIONS * MESSAGES_AT_ONCE;
const GOAL_RATIO = 0.6;
const WRITES_AT_ONCE = 32;

/** Both are measured in turns, so that a machine that is busy for a while is busy for both. */
const ROUNDS = 5;

/** Where a run writes: a table as the template has it, with nothing in it but the leads. */
type Place = Omit<TestTable, 'stop'>;

/** Fifty workers who choose for five thousand leads, against the transactions they wrote, alone. */
export async function measureAssign(): Promise<Section> {
  const tables = await startTables();
  try {
    const leads = Array.from({ length: LEADS }, (_, index) => leadOf(index));
    const [assigned, bare] = [await place(tables), await place(tables)];
    for (const one of [assigned, bare]) await keepAll(leads, one);
    return await measure(leads, assigned, bare);
  } finally {
    await tables.stop();
  }
}

/** An empty table with a client as the functions make theirs: what the SDK spends on a call is part of the figure. */
async function place(tables: TestTables): Promise<Place> {
  const { client: found, name } = await tables.open();
  const endpoint = await found.config.endpoint?.();
  if (endpoint === undefined) throw new Error('The table has no address.');
  const { protocol, hostname, port } = endpoint;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: `${protocol}//${hostname}:${port}`,
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'benchmark',
    AWS_SECRET_ACCESS_KEY: 'benchmark',
  });
  return { client: createDynamoDbClient(), name };
}

async function measure(leads: readonly Lead[], place: Place, bare: Place): Promise<Section> {
  const team = aBusyTeam();
  const inputs = captureTransactions(place.client);
  const world = onDynamoDb(place);
  const books = Array.from({ length: FUNCTIONS }, () => watchedBook(onDynamoDb(place).book));
  const settings = new InMemorySettings({ ...(await demoSettings()), team });
  const shared = { ...world, ...IDLE, settings, handoffs: new RecordingQueue() };

  const seconds = { assign: 0, bare: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const ofRound = leads.filter((_lead, index) => index % ROUNDS === round);
    const before = inputs.length;
    seconds.assign += await secondsOf(() =>
      assignAll(ofRound, books, (id, book) => handleMessage(id, { ...shared, book })),
    );
    seconds.bare += await writeAlone(inputs.slice(before), bare);
  }

  const settled: Lead[] = [];
  await shareOut(leads, WORKERS, async ({ id }) => {
    const lead = await world.leads.find(id);
    if (lead !== undefined) settled.push(lead);
  });
  const written = books.flatMap((book) => book.written);
  const audit = await auditTeam(team, settled, world.book, written);
  const rates = { assign: LEADS / seconds.assign, bare: inputs.length / seconds.bare };
  const ratio = rates.assign / rates.bare;
  return {
    benchmark: `assign: ${LEADS} leads to ${REPS} reps in ${POOLS} pools by ${WORKERS} workers, table on the disk`,
    figures: [
      nothing('leads beyond a capacity', audit.overCapacity),
      nothing('leads with a second owner', audit.doubleOwners),
      nothing('drift of the counts from what is held', audit.drift),
      {
        name: 'leads assigned a second',
        figure: `${Math.round(rates.assign)}`,
        ratio,
        goal: `>= ${GOAL_RATIO} of the transactions alone`,
        ok: ratio >= GOAL_RATIO,
      },
      { name: 'the same transactions alone, a second', figure: `${Math.round(rates.bare)}` },
    ],
    notes: [
      `${audit.owned} of ${LEADS} leads have an owner; the places are enough for all, the last ones are fought for`,
      `${FUNCTIONS} functions with ${MESSAGES_AT_ONCE} messages each; what the messages of one function read at the same time is read once`,
      'alone: the very transactions that were written, by as many workers, without reading or choosing, into a table of their own',
    ],
    raw: { seconds, audit, transactions: inputs.length },
  };
}

function nothing(name: string, count: number) {
  return { name, figure: String(count), goal: '0', ok: count === 0 };
}

/** Every function has its share of the messages, and so many of them at once. */
async function assignAll<B>(
  leads: readonly Lead[],
  books: readonly B[],
  handle: (leadId: string, book: B) => Promise<void>,
): Promise<void> {
  const shares = books.map((book, place) => ({
    book,
    share: leads.filter((_lead, index) => index % books.length === place),
  }));
  await Promise.all(
    shares.map(({ book, share }) => shareOut(share, MESSAGES_AT_ONCE, ({ id }) => handle(id, book))),
  );
}

const Input = z.custom<TransactWriteItemsCommandInput>();

/** Every transaction that was written, in the order they were. */
function captureTransactions(client: DynamoDBClient): readonly TransactWriteItemsCommandInput[] {
  const inputs: TransactWriteItemsCommandInput[] = [];
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const result = await next(args);
        if (commandName === 'TransactWriteItemsCommand') inputs.push(Input.parse(args.input));
        return result;
      },
    { step: 'initialize' },
  );
  return inputs;
}

/** What begins a rep's day is written first: the rest was made on the condition that it has begun. */
async function writeAlone(
  inputs: readonly TransactWriteItemsCommandInput[],
  { client, name }: Place,
): Promise<number> {
  const moved = inputs.map((input) => ({
    TransactItems: (input.TransactItems ?? []).map((item) => inTable(item, name)),
  }));
  const [first, rest] = [moved.filter(beginsDay), moved.filter((input) => !beginsDay(input))];
  const write = async (input: TransactWriteItemsCommandInput) =>
    void (await client.send(new TransactWriteItemsCommand(input)));
  return secondsOf(async () => {
    await shareOut(first, WORKERS, write);
    await shareOut(rest, WORKERS, write);
  });
}

function inTable({ Put: put, Update: update }: TransactWriteItem, TableName: string): TransactWriteItem {
  return {
    ...(put === undefined ? {} : { Put: { ...put, TableName } }),
    ...(update === undefined ? {} : { Update: { ...update, TableName } }),
  };
}

function beginsDay({ TransactItems: items = [] }: TransactWriteItemsCommandInput): boolean {
  return items.some(({ Update: update }) => update?.UpdateExpression?.includes('SET #day') === true);
}

/** Asked nothing here: the leads are judged, and nobody looks at the clock but for the day. */
const IDLE = {
  clock: { now: () => new Date('2026-11-23T09:00:00.000Z') },
  details: NO_DETAILS,
  phones: new LibPhoneNumbers(),
  registryFor: () => ({
    find: async () => ({ outcome: 'unavailable', because: 'unavailable' }) as const,
  }),
};

/** Places for all, with some reps full long before the others, and every kind of limit to be counted. */
function aBusyTeam(): Team {
  const reps = Array.from({ length: REPS }, (_, index) =>
    aTeamMember(`rep-${index}`, {
      capacity: 100 + (index % 5) * 15,
      capacityPerDay: 200,
      capacityPerSource: { 'main-site': 200 },
    }),
  );
  const pools = Array.from({ length: POOLS }, (_, pool): Pool => {
    const members = reps
      .filter((_rep, index) => index % POOLS === pool)
      .map(({ id }, place) => ({ rep: id, weight: 1 + (place % 3) }));
    return { id: `pool-${pool}`, strategy: 'weighted', when: wantsProduct(pool), members };
  });
  const all = {
    id: 'all',
    strategy: 'weighted',
    members: reps.map(({ id }) => ({ rep: id, weight: 1 })),
  } as const;
  return { ...aTeam(...reps), pools: [...pools, all] };
}

function wantsProduct(pool: number): NonNullable<Pool['when']> {
  const left = { op: 'fact', path: 'need.product' } as const;
  return { op: 'compare', by: '==', left, right: { op: 'literal', value: `product-${pool}` } };
}

function leadOf(index: number): Lead {
  const lead = aQualifiedLead({ id: `lead-${String(index).padStart(8, '0')}`, version: 1 });
  return { ...lead, version: 1, need: { ...lead.need, product: `product-${index % POOLS}` } };
}

async function keepAll(leads: readonly Lead[], place: Place): Promise<void> {
  const { leads: repository } = onDynamoDb(place);
  await shareOut(leads, WRITES_AT_ONCE, async (lead) => void (await repository.keep(lead)));
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}
