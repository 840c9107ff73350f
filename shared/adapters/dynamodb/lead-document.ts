import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Lead } from '#shared/domain/lead.ts';

/**
 * Texts that nearly every lead has, for the compressor to point at instead of writing them out.
 *
 * A lead is written four times on its way and a write is paid by the kilobyte, so a lead that
 * fits into one costs half. Never change a dictionary that leads were written with: add the next one.
 */
const DICTIONARIES: readonly Buffer[] = [
  Buffer.from(
    [
      '{"event":"handoff.unavailable","by":"","because":""},{"event":"handoff.uncertain","by":"webhook"',
      '"lead.rejected","because":"company-liquidated","company-bankrupt","region-not-served","too-small","individual","no-need","bad-requisites","spam"',
      '"lead.waiting","because":"nobody-on-duty","everybody-full","processing-failed"',
      '"Общество с ограниченной ответственностью "ООО "АО "ПАО "ИП Добрый день! Нужен расчёт, прошу перезвонить. Интересует поставка, количество ',
      'https://www.example.ru/kontakty?utm_source=google&utm_medium=cpc&utm_campaign=',
      '"outcome":"not-found","checkedAt":"2026-","outcome":"unchecked","because":"slow","unavailable"',
      '"eligible":false,"because":"off-shift"},{"rep":"","eligible":false,"because":"full"},{"rep":"","eligible":false,"because":"already-asked"},{"rep":"',
      '"counterparty":{"outcome":"found","status":"active","name":"","type":"legal","inn":"77","kpp":"770101001","ogrn":"10277","region":"RU-MOW","okved":"","registeredOn":"20","employees":,"revenueRub":,"checkedAt":"2026-","stale":false}',
      '"verdict":{"outcome":"qualified","policyVersion":1,"reasons":[],"rules":[{"code":"individual","result":"passed"},{"code":"too-small","result":"passed"},{"code":"region-not-served","result":"passed"},{"code":"no-need","result":"passed"},{"code":"bad-requisites","result":"passed"},{"code":"company-liquidated","result":"passed"},{"code":"company-bankrupt","result":"passed"},{"code":"spam","result":"passed"},{"code":"","result":"unknown","missing":["need.budgetRub"]}]}',
      '"score":{"total":,"grade":"A","terms":[{"code":"budget","points":,"of":30,"because":""},{"code":"authority","points":,"of":25,"because":"director"},{"code":"need","points":,"of":25,"because":"none"},{"code":"timeline","points":,"of":20,"because":"unknown","missing":["need.timeline"]}]}',
      '"assignment":{"pool":"everybody","strategy":"weighted","because":"turn","at":"2026-","teamVersion":1,"candidates":[{"rep":"","eligible":true,"because":"eligible-turn","creditMicroleads":-},{"rep":"","eligible":false,"because":"off-duty"}]}',
      '"owner":"","offer":{"rep":"","state":"open","offeredAt":"2026-","deadlineAt":"2026-","attempt":1}',
      '"handoffs":[{"destination":"crm","rep":"","offerAttempt":1,"attempt":1,"outcome":"delivered","at":"2026-","externalId":"1"},{"destination":"messenger","rep":"","offerAttempt":1,"attempt":0,"outcome":"pending"},{"destination":"webhook"',
      '"timings":{"qualifiedMs":,"assignedMs":,"deliveredMs":,"acceptedMs":},"touches":[],"formerOffers":[],"timeline":[{"at":"2026-","event":"lead.received","by":"html"},{"at":"","event":"lead.qualified","because":"A"},{"at":"","event":"lead.offered","by":"assignment","because":"turn"},{"at":"","event":"handoff.delivered","by":"crm","because":""},{"at":"","event":"handoff.delivered","by":"messenger"},{"event":"offer.accepted"}]',
      '{"id":"","version":1,"status":"received","kind":"form","source":"main-site","provider":"html","receivedAt":"2026-11-23T09:00:00.000Z","language":"ru","contact":{"name":"","phone":"+79","email":"@mail.ru"},"requisites":{"inn":"","kpp":"","ogrn":"","companyName":""},"faults":[],"need":{"product":"","budgetRub":00000,"timeline":"month","role":"director","message":""},"attribution":{"utm_source":"yandex","utm_medium":"cpc","utm_campaign":"","page":"https://","referrer":"https://yandex.ru/"},"suspicions":[],"consent":{"textVersion":"2026-","at":"2026-"},"call":{"missed":true,"talkSeconds":0,"trackingNumber":"+7495"},"contentHash":"","status":"offered","status":"qualified"',
    ].join(''),
  ),
];

/** A lead as bytes, with the number of the dictionary that reads it again. */
export interface LeadDocument {
  readonly bytes: Uint8Array;
  readonly dictionary: number;
}

export function toDocument(lead: Lead): LeadDocument {
  const dictionary = DICTIONARIES.length - 1;
  return {
    dictionary,
    bytes: deflateRawSync(JSON.stringify(lead), { dictionary: DICTIONARIES[dictionary], level: 9 }),
  };
}

export function fromDocument({ bytes, dictionary }: LeadDocument): Lead {
  const known = DICTIONARIES[dictionary];
  if (known === undefined)
    throw new Error(`lead written with dictionary ${dictionary}, which this release does not know`);
  return JSON.parse(inflateRawSync(bytes, { dictionary: known }).toString()) as Lead;
}
