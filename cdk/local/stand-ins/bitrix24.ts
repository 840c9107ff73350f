import { answerCards } from './bitrix24-cards.ts';
import { Journal } from './journal.ts';
import {
  isObject,
  json,
  parseObject,
  type StandIn,
  type StandInAnswer,
  type StandInRequest,
} from './stand-in.ts';

type Fields = Readonly<Record<string, unknown>>;

interface Entry {
  readonly receivedAt: string;
  readonly method: 'crm.item.add' | 'crm.item.update' | 'crm.timeline.comment.add';
  /** The card's; of a comment its own. */
  readonly id: number;
  readonly fields: Fields;
}

export interface CardComment {
  readonly receivedAt: string;
  readonly id: number;
  readonly text: string;
}

/** A card as it stands, what was changed in it since it was made, and what was said about it. */
export interface CrmCard {
  readonly receivedAt: string;
  readonly id: number;
  readonly fields: Fields;
  readonly updates: readonly { readonly receivedAt: string; readonly fields: Fields }[];
  readonly comments: readonly CardComment[];
}

const PAGE_SIZE = 50;
const LEAD_TYPE = 1;

/** A Bitrix24 behind an incoming webhook, with leads and comments on them: `crm.item.*`, `crm.timeline.comment.*`. */
export class Bitrix24StandIn implements StandIn {
  readonly name = 'bitrix24';
  readonly #journal: Journal<Entry>;
  readonly #now: () => Date;
  #cards: Map<number, CrmCard>;
  /** Cards by the sender's own id, which is what every handoff searches by. */
  #byOrigin: Map<string, number[]>;
  #lastId = 0;
  #lastCommentId = 0;

  constructor(file: string, now: () => Date) {
    this.#journal = new Journal(file);
    this.#now = now;
    this.#cards = new Map();
    this.#byOrigin = new Map();
    for (const entry of this.#journal.entries) this.#apply(entry);
  }

  cards(): readonly CrmCard[] {
    return [...this.#cards.values()];
  }

  findCard(id: number): CrmCard | undefined {
    return this.#cards.get(id);
  }

  clear(): void {
    this.#journal.clear();
    this.#cards = new Map();
    this.#byOrigin = new Map();
    this.#lastId = 0;
    this.#lastCommentId = 0;
  }

  close(): void {
    this.#journal.close();
  }

  answer(request: StandInRequest): StandInAnswer {
    const shown = answerCards(request, {
      cards: () => this.cards(),
      move: (id, stage) => this.#move(id, stage),
    });
    if (shown !== undefined) return shown;
    const [, method] = /^\/rest\/\d+\/[^/]+\/([\w.]+?)(?:\.json)?$/.exec(request.path) ?? [];
    if (method === undefined) return this.refuse(401);
    const parameters = parseObject(request.body);
    if (parameters === undefined) return fault(400, 'ERROR_ARGUMENT', 'The request is not readable');
    if (method.startsWith('crm.item.') && parameters['entityTypeId'] !== LEAD_TYPE)
      return fault(400, 'NOT_FOUND', 'No such type of objects');
    switch (method) {
      case 'crm.item.add':
        return this.#add(parameters);
      case 'crm.item.list':
        return this.#list(parameters);
      case 'crm.item.update':
        return this.#update(parameters);
      case 'crm.timeline.comment.add':
        return this.#comment(parameters);
      case 'crm.timeline.comment.list':
        return this.#listComments(parameters);
      default:
        return fault(404, 'ERROR_METHOD_NOT_FOUND', 'Method not found!');
    }
  }

  onlyLooks(request: StandInRequest): boolean {
    return /\.list(\.json)?$/.test(request.path) || request.path.startsWith('/cards');
  }

  refuse(status: number): StandInAnswer {
    if (status === 401) return fault(status, 'NO_AUTH_FOUND', 'Wrong authorization data');
    if (status === 403) return fault(status, 'INVALID_CREDENTIALS', 'Invalid request credentials');
    if (status === 429) return fault(status, 'OPERATION_TIME_LIMIT', 'Method is blocked');
    if (status === 503) return fault(status, 'QUERY_LIMIT_EXCEEDED', 'Too many requests');
    if (status >= 500) return fault(status, 'INTERNAL_SERVER_ERROR', 'Internal server error');
    return fault(status, 'CRM_FIELD_ERROR_VALUE_NOT_VALID', 'Invalid value of a field');
  }

  #add({ fields }: Fields): StandInAnswer {
    if (!isObject(fields)) return fault(400, '100', 'Could not find value for parameter {fields}');
    const receivedAt = this.#now().toISOString();
    return this.#write({ receivedAt, method: 'crm.item.add', id: this.#lastId + 1, fields });
  }

  #update({ id: wanted, fields }: Fields): StandInAnswer {
    if (!isObject(fields)) return fault(400, '100', 'Could not find value for parameter {fields}');
    const id = Number(wanted);
    if (!this.#cards.has(id)) return fault(400, 'NOT_FOUND', 'The item was not found');
    return this.#write({ receivedAt: this.#now().toISOString(), method: 'crm.item.update', id, fields });
  }

  /** What a person does on the card's page. */
  #move(id: number, stageId: string): boolean {
    if (!this.#cards.has(id)) return false;
    const receivedAt = this.#now().toISOString();
    this.#keep({ receivedAt, method: 'crm.item.update', id, fields: { stageId } });
    return true;
  }

  #list({ filter, select, start }: Fields): StandInAnswer {
    const found = isObject(filter)
      ? this.#candidates(filter).filter((card) => matches(card, filter))
      : this.cards();
    const from = typeof start === 'number' ? start : 0;
    const wanted = Array.isArray(select) && !select.includes('*') ? select : undefined;
    const items = found.slice(from, from + PAGE_SIZE).map((card) => toItem(card, wanted));
    return json(200, { result: { items }, total: found.length, time: this.#time() });
  }

  #comment({ fields }: Fields): StandInAnswer {
    const { ENTITY_TYPE: type, COMMENT: text } = isObject(fields) ? fields : {};
    if (!isObject(fields) || type === undefined || text === undefined)
      return fault(400, '100', 'Required fields are missing');
    if (text === '') return fault(400, 'INVALID_ARG_VALUE', 'The comment is empty');
    if (this.#cardOf(fields) === undefined) return fault(400, 'OWNER_NOT_FOUND', 'Owner is not found');
    const receivedAt = this.#now().toISOString();
    const id = this.#lastCommentId + 1;
    this.#keep({ receivedAt, method: 'crm.timeline.comment.add', id, fields });
    return json(200, { result: id, time: this.#time() });
  }

  #listComments({ filter, order, start }: Fields): StandInAnswer {
    const card = isObject(filter) ? this.#cardOf(filter) : undefined;
    if (card === undefined) return fault(400, '', 'Access denied.');
    const isNewestFirst = isObject(order) && order['ID'] === 'DESC';
    const comments = isNewestFirst ? card.comments.toReversed() : card.comments;
    const from = typeof start === 'number' ? start : 0;
    const result = comments.slice(from, from + PAGE_SIZE).map(({ receivedAt, id, text }) => ({
      ID: String(id),
      ENTITY_ID: String(card.id),
      ENTITY_TYPE: 'lead',
      CREATED: receivedAt,
      COMMENT: text,
    }));
    return json(200, { result, total: comments.length, time: this.#time() });
  }

  #cardOf({ ENTITY_ID: id, ENTITY_TYPE: type }: Fields): CrmCard | undefined {
    return type === 'lead' ? this.#cards.get(Number(id)) : undefined;
  }

  #candidates(filter: Fields): readonly CrmCard[] {
    const origin = filter['originId'] ?? filter['=originId'];
    if (typeof origin !== 'string') return this.cards();
    return (this.#byOrigin.get(origin) ?? []).flatMap((id) => this.#cards.get(id) ?? []);
  }

  #write(entry: Entry): StandInAnswer {
    this.#keep(entry);
    const card = this.#cards.get(entry.id);
    return json(200, { result: { item: card && toItem(card, undefined) }, time: this.#time() });
  }

  #keep(entry: Entry): void {
    this.#journal.append(entry);
    this.#apply(entry);
  }

  #apply(entry: Entry): void {
    if (entry.method === 'crm.timeline.comment.add') this.#applyComment(entry);
    else this.#applyItem(entry);
  }

  #applyComment({ receivedAt, id, fields }: Entry): void {
    const card = this.#cardOf(fields);
    this.#lastCommentId = Math.max(this.#lastCommentId, id);
    if (card === undefined) return;
    const comment = { receivedAt, id, text: String(fields['COMMENT']) };
    this.#cards.set(card.id, { ...card, comments: [...card.comments, comment] });
  }

  #applyItem({ receivedAt, method, id, fields }: Entry): void {
    const card = this.#cards.get(id);
    if (method === 'crm.item.add' || card === undefined) {
      this.#lastId = Math.max(this.#lastId, id);
      this.#cards.set(id, { receivedAt, id, fields, updates: [], comments: [] });
      const { originId } = fields;
      if (typeof originId === 'string')
        this.#byOrigin.set(originId, [...(this.#byOrigin.get(originId) ?? []), id]);
      return;
    }
    const updates = [...card.updates, { receivedAt, fields }];
    this.#cards.set(id, { ...card, fields: { ...card.fields, ...fields }, updates });
  }

  #time() {
    const seconds = this.#now().getTime() / 1_000;
    return { start: seconds, finish: seconds, duration: 0, processing: 0, operating: 0 };
  }
}

/** Exact matches only, with or without the `=` that says so. */
function matches(card: CrmCard, filter: Fields): boolean {
  const item = toItem(card, undefined);
  return Object.entries(filter).every(
    ([name, value]) => String(item[name.replace(/^=/, '')] ?? '') === String(value ?? ''),
  );
}

function toItem(card: CrmCard, select: readonly unknown[] | undefined): Fields {
  const item: Fields = { assignedById: 1, stageId: 'NEW', ...card.fields, id: card.id };
  if (select === undefined) return item;
  return Object.fromEntries(Object.entries(item).filter(([name]) => select.includes(name)));
}

function fault(status: number, error: string, description: string): StandInAnswer {
  return json(status, { error, error_description: description });
}
