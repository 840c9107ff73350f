import { json, type StandInAnswer, type StandInRequest } from './stand-in.ts';

/** The stages a portal has for leads from the beginning, with what their buttons say. */
const STAGES: Readonly<Record<string, string>> = {
  NEW: 'Не обработан',
  IN_PROCESS: 'В работе',
  PROCESSED: 'Обработан',
  CONVERTED: 'Качественный лид: сделка',
  JUNK: 'Некачественный лид',
};

/** What the demonstration's destination expects: the secret `bitrix24-application-token`. */
const APPLICATION_TOKEN = 'b24apptoken0123456789abcdef01234';

/** The destination of the demonstration that this portal is. */
const DESTINATION = 'crm';

export interface CardAtHand {
  readonly id: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface CardDesk {
  cards(): readonly CardAtHand[];
  move(id: number, stageId: string): boolean;
}

/**
 * The portal's own pages, for a person: cards with a button for each stage. Undefined for any other address.
 *
 * Who moves a card here does what a rep does in the CRM: the portal tells of it by its outgoing webhook.
 */
export function answerCards(request: StandInRequest, desk: CardDesk): StandInAnswer | undefined {
  const [, id] = /^\/cards(?:\/(\d{1,9}))?\/?$/.exec(request.path) ?? [undefined, undefined];
  if (!request.path.startsWith('/cards')) return undefined;
  if (request.method === 'GET') return page(desk.cards());
  const stage = new URLSearchParams(request.body).get('stage') ?? '';
  if (id === undefined || !Object.hasOwn(STAGES, stage))
    return json(400, { error: 'POST /cards/{id} with stage=…', stages: Object.keys(STAGES) });
  if (!desk.move(Number(id), stage)) return json(404, { error: 'no such card' });
  tell(id, request.headers['host']);
  return page(desk.cards());
}

/** Not waited for, and not told twice: so does the real one. */
function tell(cardId: string, host: string | undefined): void {
  const body = new URLSearchParams({
    event: 'ONCRMLEADUPDATE',
    event_handler_id: '1',
    'data[FIELDS][ID]': cardId,
    ts: String(Math.floor(Date.now() / 1_000)),
    'auth[domain]': 'stand-in.bitrix24.ru',
    'auth[application_token]': APPLICATION_TOKEN,
  });
  void fetch(`http://${host ?? '127.0.0.1'}/v1/crm/${DESTINATION}`, { method: 'POST', body }).catch(
    () => undefined,
  );
}

function page(cards: readonly CardAtHand[]): StandInAnswer {
  const rows = cards.toReversed().map(cardRow).join('\n');
  const body = `<!doctype html>
<html lang="ru"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Bitrix24 (stand-in)</title>
<style>body{font:16px system-ui;margin:1rem;max-width:60rem}li{margin:1rem 0}button{margin:.2rem;min-height:2.5rem}</style>
<h1>Лиды: притворный Bitrix24</h1>
<ul>${rows || '<li>Пока ни одной карточки</li>'}</ul>
`;
  return { status: 200, body, contentType: 'text/html; charset=utf-8' };
}

function cardRow({ id, fields }: CardAtHand): string {
  const stage = String(fields['stageId'] ?? 'NEW');
  const buttons = Object.entries(STAGES).map(
    ([code, words]) =>
      `<button name="stage" value="${code}"${code === stage ? ' disabled' : ''}>${words}</button>`,
  );
  // Below the list's own address or a card's: both lead to the same place.
  const action = `/local/stand-ins/bitrix24/cards/${id}`;
  return `<li>№ ${id}. ${escape(String(fields['title'] ?? ''))} · ответственный ${escape(String(fields['assignedById'] ?? '1'))}
<form method="post" action="${action}">${buttons.join('')}</form></li>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
