import type { DateSpan, RepState } from '#shared/domain/team.ts';
import { count, text, type Item } from './keys.ts';

/** Leads open of each source stand under this prefix, one attribute for each. */
export const SOURCE = 'open:';

/** What the table knows of a rep; nothing is the state of a rep nobody ever wrote anything about. */
export function toRepState(item: Item | undefined): RepState {
  const onDuty = item?.['onDuty']?.BOOL;
  const date = text(item, 'day');
  const away = (item?.['away']?.SS ?? []).map(fromSpanText);
  const bySource = Object.keys(item ?? {})
    .filter((name) => name.startsWith(SOURCE))
    .map((name) => [name.slice(SOURCE.length), count(item, name)] as const)
    .filter(([, open]) => open > 0);
  return {
    open: count(item, 'open'),
    ...(bySource.length === 0 ? {} : { openBySource: Object.fromEntries(bySource) }),
    ...(onDuty === undefined ? {} : { onDuty }),
    ...(date === undefined ? {} : { day: { date, taken: count(item, 'dayTaken') } }),
    ...(away.length === 0 ? {} : { away }),
  };
}

export function toSpanText({ from, to }: DateSpan): string {
  return `${from}/${to}`;
}

function fromSpanText(written: string): DateSpan {
  const [from = '', to = ''] = written.split('/');
  return { from, to };
}
