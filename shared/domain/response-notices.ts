import type { Sentence } from './language.ts';
import type { ResponseNotice } from './response-life.ts';

/** What is told when a client waits too long for the first response. */
const SENTENCES: Readonly<Record<ResponseNotice['notice'], Sentence>> = {
  'response-due': {
    ru: 'Пора связаться с клиентом: он ещё ждёт вашего ответа',
    en: 'It is time to reach the client, who still waits for your response',
  },
  'response-overdue': {
    ru: 'С клиентом до сих пор не связались. Помогите ответственному или передайте заявку',
    en: 'Nobody has reached the client yet. Help the owner, or give the lead to somebody else',
  },
  'response-still-overdue': {
    ru: 'С клиентом так и не связались, а заявку отдали вручную: передать её можете только вы',
    en: 'Nobody has reached the client still. The lead was given by hand, so only you can give it to somebody else',
  },
  'response-taken-over': {
    ru: 'С клиентом не связались вовремя, поэтому заявку взял руководитель',
    en: 'The client was not reached in time, so the supervisor has taken the lead over',
  },
};

/** Undefined for news that is no matter of responses: the policy has the words for it. */
export function responseNoticeText(code: string | undefined): Sentence | undefined {
  return Object.entries(SENTENCES).find(([known]) => known === code)?.[1];
}
