import type { Provider } from '#shared/intake/provider.ts';
import { asterisk } from './asterisk.ts';
import { beeline } from './beeline.ts';
import { bitrix24 } from './bitrix24.ts';
import { callrail } from './callrail.ts';
import { calltouch } from './calltouch.ts';
import { ctm } from './ctm.ts';
import { mango } from './mango.ts';
import { megafon } from './megafon.ts';
import { roistat } from './roistat.ts';
import { sipuni } from './sipuni.ts';
import { twilio } from './twilio.ts';
import { uis } from './uis.ts';
import { novofon, zadarma } from './zadarma.ts';

/** Every telephony provider we read; a new one is its file and its name here. */
export const CALL_PROVIDERS: readonly Provider[] = [
  asterisk,
  beeline,
  bitrix24,
  callrail,
  calltouch,
  ctm,
  mango,
  megafon,
  roistat,
  sipuni,
  twilio,
  uis,
  novofon,
  zadarma,
];

export function findCallProvider(id: string): Provider | undefined {
  return CALL_PROVIDERS.find((provider) => provider.id === id);
}
