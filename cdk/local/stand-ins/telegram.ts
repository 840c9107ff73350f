import { Journal } from './journal.ts';
import { answerChats } from './telegram-chats.ts';
import { json, parseObject, type StandIn, type StandInAnswer, type StandInRequest } from './stand-in.ts';

/** A message as its reader would see it. */
export interface SentMessage {
  readonly receivedAt: string;
  readonly messageId: number;
  readonly chatId: string;
  readonly text: string;
  readonly parseMode?: string;
  readonly replyMarkup?: unknown;
}

const MAX_TEXT_LENGTH = 4096;

const DESCRIPTIONS: Readonly<Record<number, string>> = {
  400: 'Bad Request: chat not found',
  401: 'Unauthorized',
  403: 'Forbidden: bot was blocked by the user',
  404: 'Not Found',
  429: 'Too Many Requests: retry after 3',
};

/** A messenger that speaks `sendMessage` of Telegram's bots. */
export class TelegramStandIn implements StandIn {
  readonly name = 'telegram';
  readonly #journal: Journal<SentMessage>;
  readonly #now: () => Date;

  constructor(file: string, now: () => Date) {
    this.#journal = new Journal(file);
    this.#now = now;
  }

  messages(): readonly SentMessage[] {
    return this.#journal.entries;
  }

  clear(): void {
    this.#journal.clear();
  }

  close(): void {
    this.#journal.close();
  }

  page(request: StandInRequest): Promise<StandInAnswer | undefined> {
    return answerChats(request, this);
  }

  answer(request: StandInRequest): StandInAnswer {
    if (!/^\/bot[^/]+\/sendMessage$/.test(request.path)) return this.refuse(404);
    const said = parseObject(request.body);
    const { chat_id: chatId, text } = said ?? {};
    if (typeof chatId !== 'string' && typeof chatId !== 'number') return this.refuse(400);
    if (typeof text !== 'string' || text === '') return failure(400, 'Bad Request: message text is empty');
    if (visibleLength(text) > MAX_TEXT_LENGTH) return failure(400, 'Bad Request: message is too long');
    const message: SentMessage = {
      receivedAt: this.#now().toISOString(),
      messageId: (this.messages().at(-1)?.messageId ?? 0) + 1,
      chatId: String(chatId),
      text,
      ...(typeof said?.['parse_mode'] === 'string' ? { parseMode: said['parse_mode'] } : {}),
      ...(said?.['reply_markup'] === undefined ? {} : { replyMarkup: said['reply_markup'] }),
    };
    this.#journal.append(message);
    const date = Math.floor(this.#now().getTime() / 1_000);
    return json(200, {
      ok: true,
      result: { message_id: message.messageId, date, chat: { id: chatId }, text },
    });
  }

  onlyLooks(): boolean {
    return false;
  }

  refuse(status: number): StandInAnswer {
    const parameters = status === 429 ? { parameters: { retry_after: 3 } } : {};
    return failure(status, DESCRIPTIONS[status] ?? 'Internal Server Error', parameters);
  }
}

function failure(status: number, description: string, more: object = {}): StandInAnswer {
  return json(status, { ok: false, error_code: status, description, ...more });
}

/** The limit is counted once tags are gone and entities are characters again. */
function visibleLength(html: string): number {
  return html.replace(/<\/?\w+>/g, '').replace(/&(?:amp|lt|gt|quot);/g, '_').length;
}
