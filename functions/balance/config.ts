import * as z from 'zod/mini';

export const BalanceConfig = z.object({ LEADS_TABLE_NAME: z.string() });
