import {
  makeCompany,
  makePersonInn,
  makeUnservedCompany,
  mistypeInn,
  pickBankrupt,
  pickLiquidated,
} from './companies.ts';
import { makeNeed, makeTinyBudget, pickCampaign, pickUnwanted } from './needs.ts';
import { makePerson, typePhone } from './people.ts';
import type { Random } from './random.ts';
import type { DemoRequest, FormFlaw } from './request.ts';

type Fields = Readonly<Record<string, string>>;

/** One in so many visitors came by the landing page that asks for little. */
const LANDING_SHARE = 0.2;
const URLENCODED_SHARE = 0.2;

/** A filled-in form that a rep should get. */
export function makeForm(key: string, random: Random): DemoRequest {
  const isLanding = random.chance(LANDING_SHARE);
  const { inn, ...fields } = soundFields(random);
  if (isLanding)
    return toRequest('main-site', key, random.chance(0.5) ? fields : { ...fields, inn: inn ?? '' }, random);
  return toRequest('html', key, { ...fields, inn: inn ?? '' }, random);
}

/** A filled-in form with one thing that speaks against it. */
export function makeFlawedForm(flaw: FormFlaw, key: string, random: Random): DemoRequest {
  const fields = soundFields(random);
  return { ...toRequest('html', key, { ...fields, ...flawed(flaw, fields, random) }, random), intent: flaw };
}

function soundFields(random: Random): Fields {
  const { name, phone, email } = makePerson(random);
  const company = makeCompany(random);
  return {
    name,
    phone: typePhone(phone, random),
    email,
    company: company.name,
    inn: company.inn,
    ...makeNeed(random),
    consent: 'yes',
    page: 'https://stanki.example/katalog',
    ...pickCampaign(random),
  };
}

function flawed(flaw: FormFlaw, { inn = '' }: Fields, random: Random): Fields {
  switch (flaw) {
    case 'individual':
      return { company: 'Частное лицо', inn: makePersonInn(random), message: 'Для себя, в гараж' };
    case 'too-small':
      return { budget: makeTinyBudget(random) };
    case 'region-not-served':
      return ofCompany(makeUnservedCompany(random));
    case 'no-need':
      return { message: pickUnwanted(random), product: '' };
    case 'wrong-inn':
      return { inn: mistypeInn(inn) };
    case 'company-liquidated':
      return ofCompany(pickLiquidated(random));
    case 'company-bankrupt':
      return ofCompany(pickBankrupt(random));
    case 'spam':
      return random.chance(0.5) ? { website: 'https://seo.example' } : { message: LINKS };
  }
}

const LINKS = 'Best SEO https://one.example https://two.example https://three.example';

function ofCompany({ inn, name }: { readonly inn: string; readonly name: string }): Fields {
  return { inn, company: name };
}

function toRequest(source: string, key: string, fields: Fields, random: Random): DemoRequest {
  const told = Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== ''));
  const isUrlencoded = random.chance(URLENCODED_SHARE);
  return {
    intent: 'lead',
    path: `/v1/forms/${source}`,
    headers: {
      'content-type': isUrlencoded ? 'application/x-www-form-urlencoded' : 'application/json',
      'idempotency-key': key,
    },
    body: isUrlencoded ? String(new URLSearchParams(told)) : JSON.stringify(told),
  };
}
