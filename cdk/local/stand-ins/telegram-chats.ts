import { json, type StandInAnswer, type StandInRequest } from './stand-in.ts';

/** What the demonstration's destination expects: the secret `telegram-events`. */
const SECRET_TOKEN = 'telegram-events-of-the-demonstration';

/** The destination of the demonstration that this messenger is. */
const DESTINATION = 'messenger';

interface Button {
  readonly text: string;
  readonly url?: string;
  readonly callback_data?: string;
}

/** As much of a message as its reader sees. */
interface SentMessage {
  readonly messageId: number;
  readonly chatId: string;
  readonly text: string;
  readonly replyMarkup?: unknown;
}

export interface ChatDesk {
  messages(): readonly SentMessage[];
}

/**
 * The chats, for a person, with buttons to be pressed. Undefined for any other address.
 *
 * A pressed button is told to the relay by the bot's webhook, and what that answers is shown, as the real one does.
 */
export async function answerChats(
  request: StandInRequest,
  desk: ChatDesk,
): Promise<StandInAnswer | undefined> {
  if (!/^\/chats\/?$/.test(request.path)) return undefined;
  if (request.method === 'GET') return page(desk.messages());
  const pressed = new URLSearchParams(request.body);
  const message = desk.messages().find(({ messageId }) => messageId === Number(pressed.get('message')));
  const data = pressed.get('data') ?? '';
  if (message === undefined || data === '') return json(404, { error: 'POST message=…&data=…' });
  const said = await tell(message, data, request.headers['host']);
  return page(desk.messages(), { message: message.messageId, ...said });
}

interface Said {
  readonly message: number;
  readonly text?: string;
  readonly buttons?: readonly (readonly Button[])[];
}

async function tell(
  { messageId, chatId }: SentMessage,
  data: string,
  host: string | undefined,
): Promise<Omit<Said, 'message'>> {
  const update = {
    update_id: Date.now(),
    callback_query: {
      id: `${messageId}-${Date.now()}`,
      from: { id: Number(chatId) },
      message: { message_id: messageId, chat: { id: Number(chatId) } },
      data,
    },
  };
  const answer = await fetch(`http://${host ?? '127.0.0.1'}/v1/messengers/${DESTINATION}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET_TOKEN },
    body: JSON.stringify(update),
  });
  const called = (await answer.json()) as {
    text?: string;
    reply_markup?: { inline_keyboard: readonly (readonly Button[])[] };
  };
  return {
    ...(called.text === undefined ? {} : { text: called.text }),
    ...(called.reply_markup === undefined ? {} : { buttons: called.reply_markup.inline_keyboard }),
  };
}

function page(messages: readonly SentMessage[], said?: Said): StandInAnswer {
  const rows = messages.toReversed().map((message) => messageItem(message, said));
  const body = `<!doctype html>
<html lang="ru"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Telegram (stand-in)</title>
<style>body{font:16px system-ui;margin:1rem;max-width:40rem}li{margin:1rem 0;white-space:pre-line}form{white-space:normal}button,a.b{display:inline-block;margin:.2rem;padding:.5rem .8rem}</style>
<h1>Чаты: притворный Telegram</h1>
<ul>${rows.join('\n') || '<li>Пока ни одного сообщения</li>'}</ul>
`;
  return { status: 200, body, contentType: 'text/html; charset=utf-8' };
}

/** The text is the HTML of the message itself, escaped where it was made. */
function messageItem(message: SentMessage, said: Said | undefined): string {
  const isSaid = said?.message === message.messageId;
  const buttons = (isSaid ? said.buttons : undefined) ?? keyboardOf(message);
  const note = isSaid && said.text !== undefined ? `<strong role="status">${escape(said.text)}</strong>` : '';
  return `<li id="m${message.messageId}">чат ${escape(message.chatId)}\n${message.text}
<form method="post" action="/local/stand-ins/telegram/chats"><input type="hidden" name="message" value="${message.messageId}">${buttons.flat().map(buttonOf).join('')}</form>${note}</li>`;
}

function keyboardOf({ replyMarkup }: SentMessage): readonly (readonly Button[])[] {
  const markup = replyMarkup as { inline_keyboard?: readonly (readonly Button[])[] } | undefined;
  return markup?.inline_keyboard ?? [];
}

function buttonOf({ text, url, callback_data: data }: Button): string {
  if (url !== undefined) return `<a class="b" href="${escape(url)}">${escape(text)}</a>`;
  return `<button name="data" value="${escape(data ?? '')}">${escape(text)}</button>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
