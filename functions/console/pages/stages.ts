import { html } from 'hono/html';
import type { Language } from '#shared/domain/language.ts';
import type { LeadView } from '../lead-view.ts';
import { CONSOLE_TEXTS, STAGE_TEXTS } from '../texts.ts';
import { say } from '../words.ts';
import type { Html } from './layout.ts';

type Stage = keyof typeof STAGE_TEXTS;

const STAGES: readonly Stage[] = ['received', 'qualified', 'assigned', 'delivered', 'accepted'];

/** How far a lead has come: five steps, the last one reached named. */
export function stageProgress(view: LeadView, language: Language): Html {
  const reached = reachedStages(view);
  const last = STAGES.findLastIndex((stage) => reached.has(stage));
  const name = STAGE_TEXTS[STAGES[last] ?? 'received'][language];
  const label = say(CONSOLE_TEXTS.stageOf, language, { stage: last + 1, of: STAGES.length, name });
  const ended = view.status === 'rejected' || view.status === 'duplicate' || view.status === 'lost';
  return html`<span class="stages${ended ? ' ended' : ''}" role="img" aria-label="${label}" title="${label}"
    >${STAGES.map((stage) => html`<i class="${reached.has(stage) ? 'done' : ''}"></i>`)}</span
  >`;
}

function reachedStages({ timings, offer }: LeadView): ReadonlySet<Stage> {
  const reached = new Set<Stage>(['received']);
  if (timings.qualifiedMs !== null) reached.add('qualified');
  if (timings.assignedMs !== null) reached.add('assigned');
  if (timings.deliveredMs !== null) reached.add('delivered');
  if (timings.acceptedMs !== null && offer?.state === 'accepted') reached.add('accepted');
  return reached;
}
