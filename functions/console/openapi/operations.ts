import type { Operation } from './operation.ts';
import { CALL_OPERATIONS } from './operations/calls.ts';
import { ERASURE_OPERATIONS } from './operations/erasures.ts';
import { FORM_OPERATIONS } from './operations/forms.ts';
import { LEAD_OPERATIONS, TEAM_OPERATIONS } from './operations/leads.ts';
import { OFFER_OPERATIONS } from './operations/offers.ts';
import { REPORT_OPERATIONS } from './operations/reports.ts';
import { SETTINGS_OPERATIONS } from './operations/settings.ts';
import { EVENT_OPERATIONS, SYSTEM_OPERATIONS } from './operations/system.ts';
import { TRIAL_OPERATIONS } from './operations/trials.ts';

/** Every route the public may call. A route that is not among them, or one too many here, fails a test. */
export const OPERATIONS: readonly Operation[] = [
  ...FORM_OPERATIONS,
  ...CALL_OPERATIONS,
  ...OFFER_OPERATIONS,
  ...LEAD_OPERATIONS,
  ...ERASURE_OPERATIONS,
  ...REPORT_OPERATIONS,
  ...SETTINGS_OPERATIONS,
  ...TRIAL_OPERATIONS,
  ...TEAM_OPERATIONS,
  ...EVENT_OPERATIONS,
  ...SYSTEM_OPERATIONS,
];
