import type { NamedRule, RepQuestion, Tried } from './choice.ts';
import type { Considered } from './considered.ts';
import type { EarlierOwner } from './lead.ts';
import type { KeyAccount, Team } from './team.ts';
import { HOUR_MS } from './time.ts';

const DAY_MS = 24 * HOUR_MS;

/** A team is asked about every lead for as long as it is in force. Only a memory: answers stay the same. */
const accountsOfTeam = new WeakMap<readonly KeyAccount[], ReadonlyMap<string, string>>();

/**
 * Whoever had the client's last lead has the next one too, while that is not too long ago.
 *
 * A rep who cannot take it now does not make the client wait: the lead goes its ordinary way.
 */
export function tryEarlierOwner({ lead, team, now }: RepQuestion, considered: Considered): Tried | undefined {
  const { earlierOwner } = lead;
  if (earlierOwner === undefined || team.stickyDays === undefined || team.stickyDays <= 0) return undefined;
  if (isOver(earlierOwner, team.stickyDays, now)) {
    const { rep } = earlierOwner;
    return { rule: { rule: 'sticky', result: 'passed-on', because: 'sticky-over', rep } };
  }
  return tryNamed('sticky', earlierOwner.rep, considered);
}

/** A company that is somebody's by name, known by its INN. */
export function tryKeyAccount({ lead, team }: RepQuestion, considered: Considered): Tried | undefined {
  const { inn } = lead.requisites;
  const rep = inn === undefined ? undefined : keyAccountsOf(team).get(inn);
  return rep === undefined ? undefined : tryNamed('key-account', rep, considered);
}

function tryNamed(rule: NamedRule, rep: string, considered: Considered): Tried {
  const { eligible, because } = considered.look(rep);
  if (!eligible) return { rule: { rule, result: 'passed-on', because, rep } };
  return {
    rule: { rule, result: 'decided', because: rule, rep },
    decision: { outcome: 'chosen', pool: 'none', strategy: rule, rep, because: rule },
    marks: new Map([[rep, { because: rule }]]),
  };
}

function isOver({ at }: EarlierOwner, stickyDays: number, now: Date): boolean {
  return Date.parse(at) + stickyDays * DAY_MS <= now.getTime();
}

function keyAccountsOf({ keyAccounts = NONE }: Team): ReadonlyMap<string, string> {
  const known = accountsOfTeam.get(keyAccounts);
  if (known !== undefined) return known;
  const accounts = new Map(keyAccounts.map(({ inn, rep }) => [inn, rep]));
  accountsOfTeam.set(keyAccounts, accounts);
  return accounts;
}

const NONE: readonly KeyAccount[] = [];
