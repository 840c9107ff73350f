import * as z from 'zod/mini';

export const ReportsConfig = z.object({ LEADS_TABLE_NAME: z.string(), SECRETS_ID: z.string() });
