import { html } from 'hono/html';
import type { DifferenceKind } from '#shared/domain/policy-difference.ts';
import type { SettingsChange } from '#shared/domain/settings-change.ts';
import type { DifferencePage, ReplayState } from '#shared/ports/replay-book.ts';
import type { Call } from '../call.ts';
import { POLICY_TEXTS } from '../policy-texts.ts';
import { TRIAL_TEXTS } from '../trial-texts.ts';
import { say } from '../words.ts';
import type { Format } from './format.ts';
import { document, type Html } from './layout.ts';
import { changesCard } from './policy-page.ts';
import { SHADOW_URL, shadowCard, type ShownTrial } from './shadow-card.ts';
import { differencesCard, replayPart, replayUrl } from './trial-report.ts';

/** A replay by itself: how far it is, and the leads behind its numbers. */
export function replayPage(
  call: Call,
  state: ReplayState | undefined,
  listed: { readonly kind: DifferenceKind | undefined; readonly page: DifferencePage | undefined },
  format: Format,
): string {
  const { kind, page } = listed;
  return trialPage(
    call,
    TRIAL_TEXTS.replayTitle[call.language],
    html`<section class="card">${replayPart(state, call.language)}</section>
      ${page === undefined || state === undefined ? '' : differencesCard(page, replayUrl(state.id), kind, format)}`,
  );
}

export function shadowPage(
  call: Call,
  shown: ShownTrial,
  { kind, page }: { readonly kind: DifferenceKind | undefined; readonly page: DifferencePage },
  format: Format,
): string {
  return trialPage(
    call,
    TRIAL_TEXTS.shadowTitle[call.language],
    html`${shadowCard(shown, format)}${differencesCard(page, SHADOW_URL, kind, format)}`,
  );
}

/** Any two versions in words. */
export function comparePage(
  call: Call,
  { from, to, changes }: { from: number; to: number; changes: readonly SettingsChange[] },
): string {
  const title = say(TRIAL_TEXTS.compared, call.language, { from, to });
  return trialPage(call, title, changesCard(title, changes, call.language));
}

function trialPage(call: Call, title: string, body: Html): string {
  return document({
    title,
    call,
    kind: 'console',
    body: html`<p class="back"><a href="/console/policy">${POLICY_TEXTS.back[call.language]}</a></p>
      <h1>${title}</h1>
      ${body}`,
  });
}
