/** A moment as ISO 8601 in UTC with milliseconds. As text it sorts the way it sorts in time. */
export type Timestamp = string;

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;

export function toTimestamp(moment: Date): Timestamp {
  return moment.toISOString();
}

export function after(moment: Date, milliseconds: number): Timestamp {
  return new Date(moment.getTime() + milliseconds).toISOString();
}

/** Milliseconds from one moment to another; negative when the second is the earlier one. */
export function elapsedMs(from: Timestamp, to: Timestamp): number {
  return Date.parse(to) - Date.parse(from);
}

export function earliest(moments: readonly (Timestamp | undefined)[]): Timestamp | undefined {
  return moments.reduce((first, moment) =>
    moment !== undefined && (first === undefined || moment < first) ? moment : first,
  );
}
