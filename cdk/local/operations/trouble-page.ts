import type { Language } from '#shared/domain/language.ts';
import { escapeText } from '../monitoring/markup.ts';
import { drawPage } from '../monitoring/page.ts';
import { say, TROUBLE_TEXTS } from './texts.ts';
import type { TroubleState } from './trouble.ts';
import { TARGET_NAMES, TROUBLES, type Trouble } from './troubles.ts';

/** An attempt is repeated often enough to see it succeed after that many. */
const USUAL_TIMES = 3;
const TIMES: readonly (number | undefined)[] = [1, USUAL_TIMES, 10, undefined];

/** Where the effects are to be seen. */
const PLACES = [
  ['/local/stand-ins/site/', TROUBLE_TEXTS.site],
  ['/console', TROUBLE_TEXTS.leads],
  ['/local/stand-ins/telegram/chats', TROUBLE_TEXTS.chats],
  ['/local/stand-ins/bitrix24/cards', TROUBLE_TEXTS.cards],
] as const;

/** A switch for every trouble, what each should show, and which are on. */
export function troublePage(states: readonly TroubleState[], language: Language): string {
  const title = say(TROUBLE_TEXTS.title, language);
  const places = PLACES.map(([to, name]) => `<a href="${to}">${say(name, language)}</a>`);
  const intro =
    `<p>${say(TROUBLE_TEXTS.intro, language)}</p><p class="places">${places.join(' ')}</p>` +
    `<p class="soft">${say(TROUBLE_TEXTS.demo, language)} <code>npm run demo -- --rate 2 --for 30</code></p>`;
  const calm =
    `<form method="post" action="/local/trouble" class="row"><button name="switch" value="all:ok">${say(TROUBLE_TEXTS.allOk, language)}</button> ` +
    `<a href="/local/trouble">${say(TROUBLE_TEXTS.refresh, language)}</a></form>`;
  const cards = states.map((state) => drawTarget(state, language));
  const frame = { title, language, path: '/local/trouble', isBilingual: true } as const;
  return drawPage(frame, `<main>${intro}${calm}<div class="cards">${cards.join('')}</div></main>`);
}

function drawTarget(state: TroubleState, language: Language): string {
  const { target, on } = state;
  const name = escapeText(TARGET_NAMES[target][language]);
  const troubles = Object.entries(TROUBLES[target]).map(([id, trouble]) =>
    drawTrouble(`${target}:${id}`, trouble, on === id, language),
  );
  const off =
    on === 'ok'
      ? ''
      : `<button name="switch" value="${target}:ok">${say(TROUBLE_TEXTS.switchOff, language)}</button>`;
  return (
    `<section class="card${on === 'ok' ? '' : ' wrong'}" aria-labelledby="of-${target}"><h2 id="of-${target}">${name}</h2>` +
    `<form method="post" action="/local/trouble"><p class="row"><b class="state">${escapeText(describeState(state, language))}</b> ${off}</p>` +
    `${drawTimes(target, language)}<ul class="troubles">${troubles.join('')}</ul></form></section>`
  );
}

function drawTrouble(id: string, { name, see }: Trouble, isOn: boolean, language: Language): string {
  const label = escapeText(`${say(TROUBLE_TEXTS.switchOn, language)}: ${name[language]}`);
  return (
    `<li><button name="switch" value="${id}" aria-pressed="${isOn}" aria-label="${label}">${escapeText(name[language])}</button>` +
    `<span>${escapeText(see[language])}</span></li>`
  );
}

function drawTimes(target: TroubleState['target'], language: Language): string {
  const options = TIMES.map((times) => {
    const text = times ?? say(TROUBLE_TEXTS.untilOff, language);
    return `<option value="${times ?? ''}"${times === USUAL_TIMES ? ' selected' : ''}>${text}</option>`;
  });
  const label = target === 'queues' ? TROUBLE_TEXTS.messages : TROUBLE_TEXTS.times;
  return `<label>${say(label, language)} <select name="times">${options.join('')}</select></label>`;
}

/** `Down, for 2 more, met by 1`; a fault set by other means says its own word. */
function describeState({ target, on, left, met }: TroubleState, language: Language): string {
  const words = [
    on === 'ok' ? say(TROUBLE_TEXTS.works, language) : (TROUBLES[target][on]?.name[language] ?? on),
  ];
  if (on !== 'ok') {
    words.push(
      left === undefined
        ? say(TROUBLE_TEXTS.untilOff, language)
        : say(TROUBLE_TEXTS.left, language, { count: left }),
    );
  }
  if (met > 0) words.push(say(TROUBLE_TEXTS.met, language, { count: met }));
  return words.join(', ');
}
