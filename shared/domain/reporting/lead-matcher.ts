import type { Lead } from '../lead.ts';
import { figureMatcher } from './figure.ts';
import { figuresOf } from './lead-figures.ts';

export interface LeadTraits {
  readonly status?: string;
  readonly source?: string;
  readonly owner?: string;
  /** Pattern of a figure the lead is counted as. */
  readonly figure?: string;
}

/** Tells the leads that have all the traits asked for. */
export function leadMatcher({ status, source, owner, figure }: LeadTraits): (lead: Lead) => boolean {
  const isCounted = figure === undefined ? undefined : figureMatcher(figure);
  return (lead) =>
    (status === undefined || lead.status === status) &&
    (source === undefined || lead.source === source) &&
    (owner === undefined || lead.owner === owner) &&
    (isCounted === undefined || figuresOf(lead).some(isCounted));
}
