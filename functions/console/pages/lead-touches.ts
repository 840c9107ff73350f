import { html } from 'hono/html';
import type { Language } from '#shared/domain/language.ts';
import type { Lead, Touch } from '#shared/domain/lead.ts';
import type { LeadView } from '../lead-view.ts';
import { CONSOLE_TEXTS, LEAD_TEXTS } from '../texts.ts';
import { clockTime, duration, fullPhone, money, type Format } from './format.ts';
import type { Html } from './layout.ts';

/** How often the client came, and with what; `touched` are the duplicates themselves, as far as they were read. */
export function touchesCard(view: LeadView, touched: readonly Lead[], format: Format): Html | undefined {
  const { language } = format;
  if (view.touches.length === 0) return undefined;
  return html`<section class="card touches">
    <h2>${LEAD_TEXTS.touches[language]}</h2>
    <table class="plain">
      <thead>
        <tr>
          ${(['at', 'source', 'kind', 'asked', 'lead'] as const).map(
            (name) => html`<th scope="col">${headingOf(name, language)}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${view.touches.map((touch) =>
          touchRow(
            touch,
            view,
            format,
            touched.find(({ id }) => id === touch.leadId),
          ),
        )}
      </tbody>
    </table>
  </section>`;
}

/** Says that a touch is another client's. */
export function splitForm(leadId: string, language: Language): Html {
  return html`<form method="post" action="/console/leads/${leadId}/split">
    <button>${LEAD_TEXTS.split[language]}</button>
  </form>`;
}

function headingOf(name: 'at' | 'source' | 'kind' | 'asked' | 'lead', language: Language): string {
  return name === 'source' ? CONSOLE_TEXTS.source[language] : LEAD_TEXTS[name][language];
}

function touchRow(touch: Touch, view: LeadView, format: Format, lead: Lead | undefined): Html {
  const { language } = format;
  const isItself = touch.leadId === view.id;
  const call = isItself ? view.call : lead?.call;
  return html`<tr>
    <td><time datetime="${touch.at}">${clockTime(touch.at, format, 'seconds')}</time></td>
    <td>${touch.source}</td>
    <td>${kindOf(touch, call?.missed === true, language)}</td>
    <td>${lead === undefined ? '' : saidIn(lead, format)}</td>
    <td>
      ${
        isItself
          ? LEAD_TEXTS.thisLead[language]
          : html`<a href="/console/leads/${touch.leadId}">${touch.leadId}</a
              >${splitForm(touch.leadId, language)}`
      }
    </td>
  </tr>`;
}

function kindOf({ kind }: Touch, missed: boolean, language: Language): string {
  if (kind === 'form') return CONSOLE_TEXTS.form[language];
  return missed ? CONSOLE_TEXTS.missedCall[language] : CONSOLE_TEXTS.call[language];
}

function saidIn({ contact, requisites, need, call }: Lead, { language }: Format): Html {
  const who = [
    contact.name,
    contact.phone && fullPhone(contact.phone),
    contact.email,
    requisites.companyName,
  ];
  const what = [
    need.product,
    need.budgetRub === undefined ? undefined : money(need.budgetRub, language),
    call === undefined || call.missed ? undefined : duration(call.talkSeconds * 1_000, language),
  ];
  return html`${joined(what)}${need.message === undefined ? '' : html` <q>${need.message}</q>`}<small
      >${joined(who)}</small
    >`;
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}
