import { createHash } from 'node:crypto';

/** A request that makes one lead, and what must become of it. */
export interface Submission {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** In E.164; no two submissions have the same, so that each finds its lead again. */
  readonly phone: string;
  readonly kind: 'form' | 'call';
  readonly verdict: 'qualified' | 'rejected';
}

/** Of the demonstration's settings, and nobody else's. */
const MANGO_SALT = 's4ltv5x0demo9mango7office1vpbx2a';
const MANGO_API_KEY = 'k3yv5x0demo9mango7office1vpbx2ap';

/** Tax offices of regions that the demonstration's policy serves: a company of each gets past it. */
const OFFICES = ['7701', '7704', '7736', '7801', '5001', '5401', '6301', '6601', '1601', '2301'];

/** An office of a region it does not serve. */
const OFFICE_NOT_SERVED = '3801';

/** Of ten leads in a row: seven forms of good companies, two missed calls, one the policy rejects. */
export function mixedSubmission(index: number): Submission {
  const place = index % 10;
  if (place === 4 || place === 9) return missedCall(index);
  if (place === 7) return rejectedForm(index);
  return qualifiedForm(index);
}

/** Our own form as its script sends it, for a company not seen before. */
export function qualifiedForm(index: number): Submission {
  return form(index, OFFICES[index % OFFICES.length] ?? '7701', '1 500 000', 'qualified');
}

/** Rejected by the registry's answer or without it, in turn. */
function rejectedForm(index: number): Submission {
  return index % 20 < 10
    ? form(index, OFFICE_NOT_SERVED, '1 500 000', 'rejected')
    : form(index, '7701', '15 000', 'rejected');
}

function form(index: number, office: string, budget: string, verdict: Submission['verdict']): Submission {
  const phone = `+7999${String(index).padStart(7, '0')}`;
  return {
    path: '/v1/forms/html',
    headers: {
      'content-type': 'application/json',
      'accept-language': 'ru-RU,ru;q=0.9',
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36',
      'idempotency-key': `benchmark-${verdict}-${String(index).padStart(8, '0')}`,
    },
    body: JSON.stringify({
      name: 'Алексей Станков',
      phone,
      email: `zakupki${index}@stanki.example`,
      company: 'ООО «Станки и оснастка»',
      inn: companyInn(office, index),
      product: 'Токарный станок с ЧПУ',
      budget,
      timeline: 'month',
      role: 'director',
      message: 'Нужны два станка в этом квартале, перезвоните после 15:00',
      consent: 'yes',
      utm_source: 'yandex',
      utm_medium: 'cpc',
      utm_campaign: 'b2b_stanki',
      page: 'https://stanki.example/katalog/chpu',
      referrer: 'https://yandex.ru/',
    }),
    phone,
    kind: 'form',
    verdict,
  };
}

/** The summary of a call nobody picked up, signed the way Mango Office signs it. */
function missedCall(index: number): Submission {
  const caller = `7495${String(index).padStart(7, '0')}`;
  const now = Math.floor(Date.now() / 1000);
  const json = JSON.stringify({
    entry_id: `benchmark-${index}`,
    call_direction: 1,
    from: { number: caller },
    to: { extension: '201', number: 'sip:sales@demo.mangosip.ru' },
    line_number: '74950000102',
    create_time: now - 35,
    forward_time: now - 30,
    talk_time: 0,
    end_time: now,
    entry_result: 0,
    disconnect_reason: 1110,
  });
  const sign = createHash('sha256').update(`${MANGO_API_KEY}${json}${MANGO_SALT}`).digest('hex');
  return {
    path: '/v1/calls/mango/events/summary',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ vpbx_api_key: MANGO_API_KEY, sign, json }).toString(),
    phone: `+${caller}`,
    kind: 'call',
    verdict: 'qualified',
  };
}

/** Ten digits: the office, five of a running number, and the check digit. */
function companyInn(office: string, index: number): string {
  const digits = `${office}${String(index % 100_000).padStart(5, '0')}`;
  const weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];
  const sum = weights.reduce((total, weight, place) => total + weight * Number(digits[place]), 0);
  return `${digits}${(sum % 11) % 10}`;
}
