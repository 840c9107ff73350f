import type { CounterpartyStatus } from './counterparty.ts';

/** State codes of the tax service, after the public directory hflabs/party-state. */
export function statusOfStateCode(code: string | undefined): CounterpartyStatus {
  if (code === undefined || !/^[1-8]\d\d$/.test(code)) return 'unknown';
  if (['101', '105', '106', '107', '110'].includes(code)) return 'liquidating';
  if (code >= '113' && code <= '117') return 'bankrupt';
  if (code === '124' || code === '129') return 'reorganizing';
  if (code.startsWith('1')) return 'active';
  return 'liquidated';
}
