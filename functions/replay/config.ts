import * as z from 'zod/mini';

export const ReplayConfig = z.object({
  LEADS_TABLE_NAME: z.string(),
});
