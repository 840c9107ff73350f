import type { Update } from '@aws-sdk/client-dynamodb';
import type { PlaceGivenBack, PlaceTaken } from '#shared/ports/assignment-book.ts';
import { count, keyOf, text, type Item } from './keys.ts';
import { SOURCE } from './rep-state.ts';

/** Whether the rep has taken a lead on that day already: then the day goes on, otherwise it begins. */
export type DayCount = 'goes-on' | 'begins';

/** What is given back; `nothing` when no place was counted that could be. */
export type GivenBack = 'place-and-source' | 'place' | 'nothing';

const ONE = { N: '1' };

/**
 * Takes a place in all that is counted, or in nothing.
 *
 * Expressions have no "if": a day that goes on is added to, one that begins starts at one, and each refuses the
 * other case with the item as it stands.
 */
export function takingPlace(table: string, take: PlaceTaken, dayCount: DayCount): Update {
  const { rep, day } = take;
  const counts = countsOf(take, dayCount);
  const limited = counts.filter(({ limit }) => Number.isFinite(limit));
  const begins = day !== undefined && dayCount === 'begins';
  const added = counts.map(({ name }) => `${name} :one`).join(', ');
  const conditions = [
    ...limited.map(({ name, limitName }) => `(attribute_not_exists(${name}) OR ${name} < ${limitName})`),
    ...(day === undefined ? [] : [begins ? '(attribute_not_exists(#day) OR #day <> :day)' : '#day = :day']),
  ];
  return {
    TableName: table,
    Key: keyOf.rep(rep),
    UpdateExpression: `ADD ${added}${begins ? ' SET #day = :day, #taken = :one' : ''}`,
    ...(conditions.length === 0 ? {} : { ConditionExpression: conditions.join(' AND ') }),
    ExpressionAttributeNames: {
      ...Object.fromEntries(counts.map(({ name, attribute }) => [name, attribute])),
      ...(day === undefined ? {} : { '#day': 'day' }),
      ...(begins ? { '#taken': 'dayTaken' } : {}),
    },
    ExpressionAttributeValues: {
      ':one': ONE,
      ...Object.fromEntries(limited.map(({ limitName, limit }) => [limitName, { N: String(limit) }])),
      ...(day === undefined ? {} : { ':day': { S: day.date } }),
    },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
}

/** Gives a place back; refused when there is none, or the source's count is missing. */
export function givingPlaceBack(
  table: string,
  { rep, source }: PlaceGivenBack,
  given: Exclude<GivenBack, 'nothing'>,
): Update {
  const counted = given === 'place-and-source' && source !== undefined;
  return {
    TableName: table,
    Key: keyOf.rep(rep),
    UpdateExpression: `ADD #open :less${counted ? ', #source :less' : ''}`,
    ConditionExpression: `#open > :none${counted ? ' AND #source > :none' : ''}`,
    ExpressionAttributeNames: { '#open': 'open', ...(counted ? { '#source': `${SOURCE}${source}` } : {}) },
    ExpressionAttributeValues: { ':less': { N: '-1' }, ':none': { N: '0' } },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
}

/** Whether a limit lets nobody in, whatever is counted. */
export function isClosed({ capacity, day, source }: PlaceTaken): boolean {
  return [capacity, day?.limit, source?.limit].some((limit) => limit !== undefined && limit < 1);
}

/** How the day has to be counted for an item that refused; the same as before means that a limit is reached. */
export function dayCountFor({ day }: PlaceTaken, refusedBy: Item | undefined): DayCount {
  return text(refusedBy, 'day') === day?.date ? 'goes-on' : 'begins';
}

/** What can still be given back of an item that refused more. */
export function lessGivenBack(tried: GivenBack, refusedBy: Item | undefined): GivenBack {
  return tried === 'place-and-source' && count(refusedBy, 'open') > 0 ? 'place' : 'nothing';
}

function countsOf({ capacity, day, source }: PlaceTaken, dayCount: DayCount) {
  const open = { name: '#open', attribute: 'open', limitName: ':places', limit: capacity };
  const ofSource = source && {
    name: '#source',
    attribute: `${SOURCE}${source.id}`,
    limitName: ':placesOfSource',
    limit: source.limit,
  };
  const ofDay =
    day !== undefined && dayCount === 'goes-on'
      ? { name: '#taken', attribute: 'dayTaken', limitName: ':placesOfDay', limit: day.limit }
      : undefined;
  return [open, ofSource, ofDay].filter((one) => one !== undefined);
}
