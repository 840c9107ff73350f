import { setTimeout as pause } from 'node:timers/promises';
import { Relay, type Deliveries, type LeadSeen } from './relay.ts';
import { milliseconds, type Figure, type Section } from './report.ts';
import { percentiles, slope, type Percentiles } from './statistics.ts';
import { mixedSubmission, type Submission } from './submissions.ts';

const GOALS = { intakeP99: 150, deliveredP95: 500, deliveredP99: 1_000 };

/** Sent before the clock runs: connections, the just-in-time compiler, the environments of this rate. */
const WARM_UP_SECONDS = 5;

/**
 * Numbers of the submissions. A phone with more zeros than these would look like a joke, and be one to the policy.
 * Their last five digits differ, too: those make the INN, and a company seen before would be a duplicate.
 */
const FIRST_NUMBER = 1_000_000;
const FIRST_WARM_UP_NUMBER = 5_050_000;

const RSS_EVERY_SECONDS = 10;
const QUIET_LIMIT_MS = 120_000;

const MEBIBYTE = 1024 * 1024;

export interface Load {
  readonly ratePerSecond: number;
  readonly seconds: number;
}

interface Sent {
  readonly submission: Submission;
  readonly status: number;
  /** When it was due, not when we came round to it: a wait in line is the system's, too. */
  readonly dueAt: number;
  readonly answeredMs: number;
}

interface Memory {
  readonly second: number;
  readonly mebibytes: number;
}

/** Leads at a steady rate, from the post to the CRM, everything on the disk. */
export async function measurePipeline(load: Load): Promise<Section> {
  const relay = await Relay.start();
  try {
    await send(relay, { ...load, seconds: WARM_UP_SECONDS }, FIRST_WARM_UP_NUMBER);
    await relay.quiet(QUIET_LIMIT_MS);
    const memory = watchMemory(relay);
    const sent = await send(relay, load, FIRST_NUMBER);
    const lastSentAt = performance.now();
    await relay.quiet(QUIET_LIMIT_MS);
    const drainMs = performance.now() - lastSentAt;
    const rss = await memory.stop();
    return toSection(load, { sent, rss, drainMs, ...(await look(relay)) });
  } finally {
    await relay.stop();
  }
}

async function send(
  relay: Relay,
  { ratePerSecond, seconds }: Load,
  firstNumber: number,
): Promise<readonly Sent[]> {
  const startedAt = performance.now();
  const startedAtEpochMs = Date.now();
  const answers: Promise<Sent>[] = [];
  for (let index = 0; index < ratePerSecond * seconds; index += 1) {
    const dueMs = (index * 1000) / ratePerSecond;
    const waitMs = startedAt + dueMs - performance.now();
    if (waitMs > 1) await pause(waitMs);
    answers.push(
      sendOne(relay, mixedSubmission(firstNumber + index), startedAt + dueMs, startedAtEpochMs + dueMs),
    );
  }
  return Promise.all(answers);
}

async function sendOne(relay: Relay, submission: Submission, due: number, dueAt: number): Promise<Sent> {
  const status = await relay.submit(submission);
  return { submission, status, dueAt, answeredMs: performance.now() - due };
}

function watchMemory(relay: Relay) {
  const startedAt = performance.now();
  const seen: Promise<Memory>[] = [];
  const look = async (): Promise<Memory> => {
    const second = (performance.now() - startedAt) / 1000;
    return { second, mebibytes: (await relay.rssBytes()) / MEBIBYTE };
  };
  const note = () => void seen.push(look());
  note();
  const timer = setInterval(note, RSS_EVERY_SECONDS * 1000);
  return {
    stop: () => {
      clearInterval(timer);
      note();
      return Promise.all(seen);
    },
  };
}

async function look(relay: Relay): Promise<Pick<Seen, 'leads' | 'cards'>> {
  const leads = await relay.leads();
  const { crm: cards } = await relay.deliveries();
  return { leads, cards };
}

interface Seen {
  readonly sent: readonly Sent[];
  readonly rss: readonly Memory[];
  readonly drainMs: number;
  readonly leads: readonly LeadSeen[];
  readonly cards: Deliveries['crm'];
}

const ENDS = {
  owned: ['offered', 'accepted', 'escalated'],
  rejected: ['rejected'],
  duplicate: ['duplicate'],
  waiting: ['waiting'],
};

function toSection({ ratePerSecond, seconds }: Load, seen: Seen): Section {
  const { sent, rss, drainMs } = seen;
  const followed = follow(seen);
  const intake = percentiles(sent.map(({ answeredMs }) => answeredMs));
  const told = percentiles(followed.toldMs);
  const delivered = percentiles(followed.deliveredMs);
  const seenOutside = percentiles(followed.outsideMs);
  const stages = { qualified: percentiles(followed.qualifiedMs), assigned: percentiles(followed.assignedMs) };
  return {
    benchmark: `pipeline: ${ratePerSecond} leads/s for ${seconds} s, 70 % forms, 20 % calls, 10 % rejected`,
    figures: [
      ...latency('intake answered', intake, { p99: GOALS.intakeP99 }),
      ...latency('received → delivered', delivered, { p95: GOALS.deliveredP95, p99: GOALS.deliveredP99 }),
      ...latency('received → CRM card', told, {}),
      ...latency('due → CRM card', seenOutside, {}),
      ...correctness(sent, followed),
      ...growth(rss),
    ],
    notes: [
      'received → delivered: of the lead itself (timings.deliveredMs); CRM card: the stand-in’s own receivedAt',
      'answers and «due →» are counted from when a lead was due to be sent, so that a wait in line counts',
      `stages, p50/p99 since received: judged ${stages.qualified.p50}/${stages.qualified.p99} ms, assigned ${stages.assigned.p50}/${stages.assigned.p99} ms; the registry takes 50 ms`,
      `quiet ${milliseconds(drainMs)} after the last answer; ends: ${JSON.stringify(followed.ends)}`,
      `memory: ${rss.map(({ second, mebibytes }) => `${Math.round(second)} s ${Math.round(mebibytes)} MiB`).join(', ')}`,
    ],
    raw: { intake, delivered, told, seenOutside, stages, drainMs, rss, ends: followed.ends },
  };
}

function latency(
  name: string,
  { p50, p95, p99, max }: Percentiles,
  goals: { readonly p95?: number; readonly p99?: number },
): readonly Figure[] {
  const rows = [
    { name: `${name}, p50`, value: p50, goalMs: undefined },
    { name: 'p95', value: p95, goalMs: goals.p95 },
    { name: 'p99', value: p99, goalMs: goals.p99 },
  ];
  return rows.map((row) => ({
    name: row.name.padStart(row.name.startsWith('p') ? name.length + 5 : 0),
    figure: milliseconds(row.value),
    ...(row.goalMs === undefined ? {} : { goal: `< ${row.goalMs} ms`, ok: row.value < row.goalMs }),
    ...(row.name === 'p99' ? { note: `max ${milliseconds(max)}` } : {}),
  }));
}

/** What became of every submission that was answered 2xx, by its phone. */
function follow({ sent, leads, cards }: Seen) {
  const leadOf = Map.groupBy(leads, ({ contact }) => contact.phone);
  const cardsOf = Map.groupBy(cards, ({ fields }) => fields.originId);
  const taken = sent.filter(({ status }) => status < 300);
  const found = taken.flatMap((each) => {
    const [lead, ...more] = leadOf.get(each.submission.phone) ?? [];
    return lead === undefined
      ? []
      : [{ ...each, lead, twice: more.length > 0, cards: cardsOf.get(lead.id) ?? [] }];
  });
  const told = found.flatMap(({ cards: [card], lead, dueAt }) => {
    const at = Date.parse(card?.receivedAt ?? '');
    return Number.isNaN(at) ? [] : [{ toldMs: at - Date.parse(lead.receivedAt), outsideMs: at - dueAt }];
  });
  const endOf = (status: string) =>
    Object.entries(ENDS).find(([, statuses]) => statuses.includes(status))?.[0];
  const owned = found.filter(({ lead }) => endOf(lead.status) === 'owned');
  const timing = (name: keyof LeadSeen['timings']) => owned.flatMap(({ lead }) => lead.timings[name] ?? []);
  return {
    toldMs: told.map(({ toldMs }) => toldMs),
    outsideMs: told.map(({ outsideMs }) => outsideMs),
    qualifiedMs: timing('qualifiedMs'),
    assignedMs: timing('assignedMs'),
    deliveredMs: timing('deliveredMs'),
    ends: Object.fromEntries(
      [...Map.groupBy(found, ({ lead }) => endOf(lead.status) ?? 'unfinished')].map(([end, all]) => [
        end,
        all.length,
      ]),
    ),
    refused: sent.length - taken.length,
    lost: taken.length - found.length + found.filter(({ lead }) => endOf(lead.status) === undefined).length,
    twice: found.filter((each) => each.twice || each.cards.length > 1).length,
    misjudged: found.filter(
      ({ lead, submission }) => (lead.status === 'rejected') !== (submission.verdict === 'rejected'),
    ),
    owned: owned.length,
    ownedWithCard: owned.filter((each) => each.cards.length === 1).length,
  };
}

function correctness(sent: readonly Sent[], followed: ReturnType<typeof follow>): readonly Figure[] {
  const { refused, lost, twice, owned, ownedWithCard, misjudged } = followed;
  return [
    {
      name: 'answered 2xx',
      figure: `${sent.length - refused} of ${sent.length}`,
      goal: 'all',
      ok: refused === 0,
    },
    { name: 'lost, or without an end', figure: String(lost), goal: '0', ok: lost === 0 },
    { name: 'kept or delivered twice', figure: String(twice), goal: '0', ok: twice === 0 },
    {
      name: 'judged otherwise than meant',
      figure: String(misjudged.length),
      goal: '0',
      ok: misjudged.length === 0,
      note: misjudged
        .slice(0, 3)
        .map(({ lead }) => `${lead.status} ${lead.verdict?.reasons.join('+') ?? ''}`)
        .join(', '),
    },
    {
      name: 'owned leads with one CRM card',
      figure: `${ownedWithCard} of ${owned}`,
      goal: 'all',
      ok: ownedWithCard === owned && owned > 0,
    },
  ];
}

/** The first seconds fill pools and caches; what rises after them would go on rising. */
function growth(rss: readonly Memory[]): readonly Figure[] {
  const settled = rss.filter(({ second }) => second >= RSS_EVERY_SECONDS);
  const perMinute = slope(settled.map(({ second, mebibytes }) => ({ x: second / 60, y: mebibytes })));
  const last = rss.at(-1)?.mebibytes ?? 0;
  return [
    { name: 'memory at the end', figure: `${Math.round(last)} MiB` },
    {
      name: 'memory growth',
      figure: `${perMinute.toFixed(1)} MiB/min`,
      note: 'of the runner process, after 10 s',
    },
  ];
}
