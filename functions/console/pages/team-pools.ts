import { html } from 'hono/html';
import type { Language } from '#shared/domain/language.ts';
import { standingWords } from '../turn-words.ts';
import { STRATEGY_TEXTS, TEAM_TEXTS } from '../team-texts.ts';
import type { MemberView, PoolView } from '../team-view.ts';
import { say } from '../words.ts';
import type { Format } from './format.ts';
import type { Html } from './layout.ts';
import type { ShownTeam } from './shown-team.ts';

type NameOf = (rep: string) => string;

export function poolCards({ view, inPools }: ShownTeam, { language }: Format): Html {
  const names = new Map(view.reps.map(({ id, name }) => [id, name]));
  const nameOf: NameOf = (rep) => names.get(rep) ?? rep;
  return html`<div class="pools" data-part="pools">
    ${view.pools.map((pool) => poolCard(pool, inPools.get(pool.id) ?? 0, nameOf, language))}
  </div>`;
}

function poolCard(pool: PoolView, lying: number, nameOf: NameOf, language: Language): Html {
  const { condition } = pool;
  return html`<section class="card pool" id="pool-${pool.id}">
    <h3>${pool.id} <span class="chip">${STRATEGY_TEXTS[pool.strategy][language]}</span></h3>
    <p class="note">
      ${condition === null ? TEAM_TEXTS.catchAll[language] : say(TEAM_TEXTS.poolWhen, language, { condition })}
      ${outsideHours(pool, nameOf, language)}
      ${lying === 0 ? '' : say(TEAM_TEXTS.inShared, language, { count: lying })}
    </p>
    <p class="next">${nextWords(pool, nameOf, language)}</p>
    <table class="plain turn-order">
      <thead>
        <tr>
          ${(['place', 'rep', 'share', 'why'] as const).map((name) => html`<th scope="col">${TEAM_TEXTS[name][language]}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${pool.members.map((member) => memberRow(member, pool, language))}
      </tbody>
    </table>
  </section>`;
}

function outsideHours({ outsideHours: rule }: PoolView, nameOf: NameOf, language: Language): string {
  if (rule?.then === 'hold') return TEAM_TEXTS.outsideHold[language];
  if (rule?.then === 'duty') return say(TEAM_TEXTS.outsideDuty, language, { rep: nameOf(rule.rep) });
  return '';
}

/** Who would get the next lead of this pool, and by what. */
export function nextWords(pool: PoolView, nameOf: NameOf, language: Language): string {
  const [first] = pool.members.filter(({ rep }) => rep === pool.next[0]);
  if (first === undefined) return nobodyWords(pool, nameOf, language);
  const rep = first.name;
  const several = pool.next.map(nameOf).join(', ');
  switch (pool.strategy) {
    case 'weighted':
      return say(TEAM_TEXTS.nextTurn, language, { rep, standing: standingWords(first, language) });
    case 'least-loaded':
      return say(TEAM_TEXTS.nextLeast, language, { rep, ...first.load });
    case 'first-to-accept':
      return say(TEAM_TEXTS.nextSeveral, language, { reps: several });
    case 'pull':
      return say(TEAM_TEXTS.nextPull, language, { rep, minutes: pool.takeWithinMinutes ?? 0 });
  }
}

function nobodyWords({ outsideHours: rule }: PoolView, nameOf: NameOf, language: Language): string {
  if (rule?.then === 'hold') return TEAM_TEXTS.noneHold[language];
  if (rule?.then === 'duty') return say(TEAM_TEXTS.noneDuty, language, { rep: nameOf(rule.rep) });
  return TEAM_TEXTS.noneNextPool[language];
}

function memberRow(member: MemberView, pool: PoolView, language: Language): Html {
  const isNext = pool.next.includes(member.rep);
  return html`<tr class="${member.present ? '' : 'absent'}${isNext ? ' chosen' : ''}">
    <td class="place">${placeOf(member, isNext, pool, language)}</td>
    <td>${member.name}</td>
    <td>${shareOf(member, language)}</td>
    <td>${whyOf(member, pool, language)}</td>
  </tr>`;
}

function placeOf(
  { turnIn, present }: MemberView,
  isNext: boolean,
  pool: PoolView,
  language: Language,
): string {
  if (!present) return '–';
  if (isNext) return TEAM_TEXTS.turnNext[language];
  const isByTurn = pool.strategy === 'weighted' || pool.strategy === 'pull';
  if (!isByTurn || turnIn === undefined) return '';
  return say(TEAM_TEXTS.turnIn, language, { place: turnIn });
}

function shareOf({ present, shareMicroleads, weight }: MemberView, language: Language): Html {
  const share = new Intl.NumberFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    style: 'percent',
    maximumFractionDigits: 0,
  }).format(shareMicroleads / 1_000_000);
  return html`${present ? share : '–'} <small>${say(TEAM_TEXTS.weight, language, { weight })}</small>`;
}

function whyOf(member: MemberView, { strategy }: PoolView, language: Language): string {
  const standing = standingWords(member, language);
  if (member.because !== null && strategy === 'first-to-accept') return member.because;
  if (member.because !== null) return `${member.because}; ${say(TEAM_TEXTS.frozen, language, { standing })}`;
  const isByLoad = strategy === 'least-loaded' || strategy === 'first-to-accept';
  return isByLoad ? say(TEAM_TEXTS.open, language, member.load) : standing;
}
