import { listCases, type Case } from '#cdk/local/invoke/compare-all.ts';
import { findCallProvider } from '#functions/telephony/providers/registry.ts';
import { findFormProvider } from '#functions/web-form/providers/registry.ts';
import { LibPhoneNumbers } from '#shared/adapters/libphonenumber/phone-numbers.ts';
import type { Source } from '#shared/domain/source.ts';
import { readFields } from '#shared/domain/submission-fields.ts';
import type { Provider, ProviderRequest } from '#shared/intake/provider.ts';
import { demoSettings } from '#test/support/in-memory-settings.ts';
import { readPayload, requestOf } from '#test/support/payloads.ts';
import type { Figure, Section } from './report.ts';
import { median, spread } from './statistics.ts';

const ROUNDS = 5;
const RUNS = 600;
const WARM_UP_RUNS = 300;

const phones = new LibPhoneNumbers();

/** One recorded lead of each provider: proved, parsed, and its fields read. Parsing the same body's text is the unit. */
export async function measureProviders(): Promise<Section> {
  const { sources } = await demoSettings();
  const cases = (await listCases()).filter(isLead);
  const first = new Map(cases.map((each) => [each.about.provider, each]));
  const figures: Figure[] = [];
  const raw: Record<string, readonly number[]> = {};
  for (const [id, { name, about }] of [...first].sort(([one], [other]) => one.localeCompare(other))) {
    const provider = findFormProvider(id) ?? findCallProvider(id);
    const source = sources.sources.find((one) => one.id === id);
    if (provider === undefined || source === undefined) throw new Error(`no source for ${id}`);
    const work = workOf(provider, source, await readRequest(name), about.secret ?? '');
    await time(work, WARM_UP_RUNS);
    const rounds: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await time(work, RUNS));
    raw[id] = rounds;
    figures.push({
      name: id,
      figure: `${Math.round(median(rounds))} /s`,
      note: `±${Math.round((spread(rounds) * 100) / 2)} %`,
    });
  }
  return {
    benchmark: 'providers: proof, parsing and reading of one recorded lead, in one thread',
    figures,
    notes: [
      `medians of ${ROUNDS} rounds of ${RUNS}`,
      'phones are read by their numbering plans, which is most of it',
    ],
    raw,
  };
}

async function readRequest(name: string): Promise<ProviderRequest> {
  return requestOf(await readPayload(name.replace(/\.json$/, '')));
}

function isLead({ about: { expect } }: Case): boolean {
  return expect.lead && expect.auth !== 'invalid' && expect.needs_fetch === undefined;
}

function workOf(provider: Provider, source: Source, request: ProviderRequest, secret: string) {
  return async (): Promise<unknown> => {
    if (!provider.isGenuine(request, source, [secret])) throw new Error(`${provider.id}: not genuine`);
    const reading = await provider.read(request, source);
    if (reading.outcome !== 'submission') throw new Error(`${provider.id}: ${reading.outcome}`);
    const { fields, kind } = reading.submission;
    const { region, mandatory } = source;
    return readFields(fields, { region, mandatory, kind, parsePhone: (text, of) => phones.parse(text, of) });
  };
}

async function time(work: () => Promise<unknown>, runs: number): Promise<number> {
  const startedAt = process.hrtime.bigint();
  for (let run = 0; run < runs; run += 1) await work();
  return runs / (Number(process.hrtime.bigint() - startedAt) / 1e9);
}
