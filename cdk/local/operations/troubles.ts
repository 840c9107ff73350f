import type { Sentence } from '#shared/domain/language.ts';
import type { Fault, FaultTarget } from '../stand-ins/faults.ts';

/** The site is a page for people, so nothing of ours can be in trouble with it. */
export type TroubleTarget = Exclude<FaultTarget, 'site'> | 'queues';

export interface Trouble {
  /** Absent for what is no stand-in's. */
  readonly fault?: Fault;
  readonly name: Sentence;
  /** What is to be seen while it lasts. */
  readonly see: Sentence;
}

/** Longer than anybody here waits for an answer that a lead waits for. */
const SLOW_MS = 5_000;

const DOWN: Sentence = { ru: 'Не отвечает', en: 'Down' };
const SLOW: Sentence = { ru: 'Отвечает через 5 секунд', en: 'Answers after 5 seconds' };
const GARBAGE: Sentence = { ru: 'Отвечает мусором', en: 'Answers rubbish' };
const ANSWER_LOST: Sentence = { ru: 'Ответ теряется', en: 'Its answer is lost' };

/** What can be switched on, by what is in trouble. */
export const TROUBLES: Readonly<Record<TroubleTarget, Readonly<Record<string, Trouble>>>> = {
  registry: {
    slow: {
      fault: { mode: 'slow', ms: SLOW_MS },
      name: SLOW,
      see: {
        ru: 'Столько никто не ждёт: спрашивают запасной реестр, и заявка у менеджера примерно через секунду.',
        en: 'Nobody waits that long: the fallback registry is asked, and the rep has the lead in about a second.',
      },
    },
    down: {
      fault: { mode: 'down' },
      name: DOWN,
      see: {
        ru: 'Отвечает запасной реестр, заявка идёт как всегда. После пяти неудач подряд этот реестр минуту не спрашивают.',
        en: 'The fallback registry answers and leads go on as ever. After five failures in a row this one is left alone for a minute.',
      },
    },
    garbage: {
      fault: { mode: 'garbage' },
      name: GARBAGE,
      see: {
        ru: 'Вместо данных приходит страница HTML: её не принимают за ответ и спрашивают запасной реестр.',
        en: 'A page of HTML comes instead of facts: it is not taken for an answer, and the fallback registry is asked.',
      },
    },
  },
  checko: {
    down: {
      fault: { mode: 'down' },
      name: DOWN,
      see: {
        ru: 'Сам по себе незаметен. Вместе с отказом реестра: заявка сразу у менеджера с пометкой «не проверена», а компанию проверят позже сами.',
        en: 'Nothing by itself. With the registry down as well: the lead is with its rep at once, flagged as unchecked, and its company is checked later by itself.',
      },
    },
  },
  crm: {
    down: {
      fault: { mode: 'down' },
      name: DOWN,
      see: {
        ru: 'Менеджер узнаёт из мессенджера сразу. В заявке попытка «недоступно»; карточка появится со следующей, через минуту-две, и одна.',
        en: 'The messenger tells the rep at once. The lead shows an attempt “unavailable”; the card comes with the next one, in a minute or two, and just once.',
      },
    },
    'lose-answer': {
      fault: { mode: 'lose-answer' },
      name: ANSWER_LOST,
      see: {
        ru: 'Карточка создана, а мы этого не знаем: попытка «неясно». Перед повтором карточку ищут, поэтому второй не будет.',
        en: 'The card was made and we do not know: the attempt is “uncertain”. Before the next one the card is looked for, so there is no second card.',
      },
    },
    busy: {
      fault: { mode: 'refusing', status: 503 },
      name: { ru: 'Слишком много запросов (503)', en: 'Too many requests (503)' },
      see: {
        ru: 'Попытка «недоступно», следующие – всё реже. Мессенджер и вебхук от этого не ждут.',
        en: 'The attempt is “unavailable”, the next ones come ever more seldom. Messenger and webhook do not wait for it.',
      },
    },
    forbidden: {
      fault: { mode: 'refusing', status: 403 },
      name: { ru: 'Не пускает (403)', en: 'Lets nobody in (403)' },
      see: {
        ru: 'Попытка «недоступно», причина unauthorized: повторять чаще раза в 15 минут незачем, пока не исправят ключ.',
        en: 'The attempt is “unavailable”, because unauthorized: no use to repeat it before 15 minutes, until somebody mends the key.',
      },
    },
    slow: {
      fault: { mode: 'slow', ms: SLOW_MS },
      name: SLOW,
      see: {
        ru: 'Форма отвечает как всегда, менеджер узнаёт сразу; карточка появится через 10–15 секунд.',
        en: 'The form answers as ever and the rep is told at once; the card is there after 10 to 15 seconds.',
      },
    },
  },
  messenger: {
    down: {
      fault: { mode: 'down' },
      name: DOWN,
      see: {
        ru: 'Карточка в CRM есть, сообщения нет. Оно придёт со следующей попыткой, через минуту-две, и одно.',
        en: 'The CRM has its card, the rep no message. It comes with the next attempt, in a minute or two, and just once.',
      },
    },
    busy: {
      fault: { mode: 'refusing', status: 429 },
      name: { ru: 'Просит подождать (429)', en: 'Asks to wait (429)' },
      see: {
        ru: 'Попытка «недоступно»; раньше, чем просят, никто не повторяет.',
        en: 'The attempt is “unavailable”; nobody repeats it sooner than was asked.',
      },
    },
    blocked: {
      fault: { mode: 'refusing', status: 403 },
      name: { ru: 'Менеджер заблокировал бота (403)', en: 'The rep has blocked the bot (403)' },
      see: {
        ru: 'Попытка «отклонено», повторов не будет. Заявка остаётся в CRM и на странице менеджера; срок ответа идёт.',
        en: 'The attempt is “rejected” and not repeated. The lead stays in the CRM and on the rep’s page, and its deadline runs.',
      },
    },
  },
  webhook: {
    'lose-answer': {
      fault: { mode: 'lose-answer' },
      name: ANSWER_LOST,
      see: {
        ru: 'Получатель получает то же дважды, с одним webhook-id: в /local/deliveries у второго repeated: true.',
        en: 'The receiver gets the same twice, under one webhook-id: in /local/deliveries the second says repeated: true.',
      },
    },
    down: {
      fault: { mode: 'down' },
      name: DOWN,
      see: {
        ru: 'CRM и мессенджер получают своё сразу, вебхук – со следующей попыткой.',
        en: 'CRM and messenger get theirs at once, the webhook with the next attempt.',
      },
    },
    refusing: {
      fault: { mode: 'refusing', status: 500 },
      name: { ru: 'Ошибка сервера (500)', en: 'Server error (500)' },
      see: {
        ru: 'То же, что и «не отвечает»: попытка «недоступно», дальше – по расписанию повторов.',
        en: 'The same as down: the attempt is “unavailable”, and the next follow their timetable.',
      },
    },
  },
  captcha: {
    down: {
      fault: { mode: 'down' },
      name: DOWN,
      see: {
        ru: 'Посетителей не задерживают: форму с капчей принимают, в заявке отмечено, что проверить её не удалось.',
        en: 'No visitor is held up: a form with a captcha is taken, and the lead notes that it could not be checked.',
      },
    },
  },
  'form-services': {
    down: {
      fault: { mode: 'down' },
      name: DOWN,
      see: {
        ru: 'Сервисы, которые присылают только номер (HubSpot, Meta, Битрикс24): заявка сохранена и ждёт, её поля запросят позже.',
        en: 'Services that send only a number (HubSpot, Meta, Bitrix24): the lead is kept and waits, its fields are asked for later.',
      },
    },
  },
  queues: {
    duplicate: {
      name: { ru: 'Каждое сообщение приходит дважды', en: 'Every message comes twice' },
      see: {
        ru: 'Две функции берутся за одну заявку одновременно. У неё всё равно один менеджер, одна карточка и одно сообщение.',
        en: 'Two functions take up one lead at the same moment. It still has one rep, one card and one message.',
      },
    },
  },
};

export const TARGET_NAMES: Readonly<Record<TroubleTarget, Sentence>> = {
  registry: { ru: 'Реестр компаний (DaData)', en: 'Company registry (DaData)' },
  checko: { ru: 'Запасной реестр (Checko)', en: 'Fallback registry (Checko)' },
  crm: { ru: 'CRM (Битрикс24)', en: 'CRM (Bitrix24)' },
  messenger: { ru: 'Мессенджер (Telegram)', en: 'Messenger (Telegram)' },
  webhook: { ru: 'Получатель вебхука', en: 'Webhook receiver' },
  captcha: { ru: 'Капча', en: 'Captcha' },
  'form-services': { ru: 'Сервисы форм', en: 'Form services' },
  queues: { ru: 'Очереди', en: 'Queues' },
};
