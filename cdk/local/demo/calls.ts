import { createHash, createHmac } from 'node:crypto';
import { makePhone } from './people.ts';
import type { Random } from './random.ts';
import type { DemoRequest } from './request.ts';

/** What the switchboards sign with. */
export interface SigningKeys {
  readonly mangoKey: string;
  readonly mangoSalt: string;
  readonly zadarmaSecret: string;
}

const MISSED_SHARE = 0.4;
const NUMBERS_CALLED = ['74950000101', '74950000102', '78120000103'];

/** A finished call, missed or not, as one of the two switchboards tells it. `id` is the switchboard's id of the call. */
export function makeCall(id: string, now: Date, keys: SigningKeys, random: Random): DemoRequest {
  const call = {
    id,
    phone: makePhone(random).slice(1),
    numberCalled: random.pick(NUMBERS_CALLED),
    talkSeconds: random.chance(MISSED_SHARE) ? 0 : 10 + random.below(300),
    startedAt: new Date(now.getTime() - 600_000),
  };
  return random.chance(0.5) ? toMango(call, keys) : toZadarma(call, keys);
}

interface Call {
  readonly id: string;
  /** Without the plus, as switchboards write it. */
  readonly phone: string;
  readonly numberCalled: string;
  readonly talkSeconds: number;
  readonly startedAt: Date;
}

/** `sign` is sha256 of key, json and salt, in hex. */
function toMango({ id, phone, numberCalled, talkSeconds, startedAt }: Call, keys: SigningKeys): DemoRequest {
  const startedSeconds = Math.floor(startedAt.getTime() / 1_000);
  const talkFrom = talkSeconds === 0 ? 0 : startedSeconds + 12;
  const json = JSON.stringify({
    entry_id: id,
    call_direction: 1,
    from: { number: phone },
    to: { extension: '201', number: 'sip:operator@demo.mangosip.ru' },
    line_number: numberCalled,
    create_time: startedSeconds,
    forward_time: startedSeconds + 5,
    talk_time: talkFrom,
    end_time: talkFrom === 0 ? startedSeconds + 30 : talkFrom + talkSeconds,
    entry_result: talkSeconds === 0 ? 0 : 1,
    disconnect_reason: 1110,
  });
  const sign = createHash('sha256').update(`${keys.mangoKey}${json}${keys.mangoSalt}`).digest('hex');
  return toPost('/v1/calls/mango/events/summary', { vpbx_api_key: keys.mangoKey, sign, json });
}

/** `Signature` is base64 of the hex text of HMAC-SHA1 over caller, number called and start. */
function toZadarma(
  { id, phone, numberCalled, talkSeconds, startedAt }: Call,
  keys: SigningKeys,
): DemoRequest {
  const fields = {
    event: 'NOTIFY_END',
    call_start: startedAt.toISOString().slice(0, 19).replace('T', ' '),
    pbx_call_id: `in_${id}`,
    caller_id: phone,
    called_did: numberCalled,
    internal: talkSeconds === 0 ? '' : '100',
    duration: String(talkSeconds),
    disposition: talkSeconds === 0 ? 'no answer' : 'answered',
    status_code: talkSeconds === 0 ? '19' : '16',
    is_recorded: '0',
  };
  const signed = `${fields.caller_id}${fields.called_did}${fields.call_start}`;
  const hex = createHmac('sha1', keys.zadarmaSecret).update(signed).digest('hex');
  return toPost('/v1/calls/zadarma', fields, { signature: Buffer.from(hex).toString('base64') });
}

function toPost(
  path: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): DemoRequest {
  return {
    intent: 'call',
    path,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: String(new URLSearchParams(fields)),
  };
}
