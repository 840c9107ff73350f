import type { SubmissionDetails } from '#shared/ports/submission-details.ts';

/** No source says where its particulars lie. */
export const NO_DETAILS: SubmissionDetails = {
  fetch: async () => ({ outcome: 'unavailable', because: 'not-configured' }),
};
