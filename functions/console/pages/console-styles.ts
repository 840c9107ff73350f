import { REPORT_STYLES } from './report-styles.ts';
import { TEAM_STYLES } from './team-styles.ts';

/** The look of every page: quiet, dense, in the system's own type, light or dark as the reader has it. */
export const CONSOLE_STYLES = `
:root {
  color-scheme: light dark;
  --ground: #f4f5f7; --card: #ffffff; --sunken: #eef0f3; --ink: #171b22; --soft: #5a6473; --line: #dfe3e9;
  --accent: #2450c4; --accent-ink: #ffffff;
  --good: #0f6b41; --good-ground: #dff3e8; --fair: #7d5200; --fair-ground: #fbefd2; --bad: #ab1f17; --bad-ground: #fce5e2;
  --calm: #2450c4; --calm-ground: #e4ebfc;
  --budget: #3767cf; --authority: #7a57c2; --need: #10877a; --timeline: #bd7413;
  --radius: 10px; --gap: 16px;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0e1115; --card: #161a20; --sunken: #1e232b; --ink: #e7eaf0; --soft: #9aa5b4; --line: #282f39;
    --accent: #8eb0ff; --accent-ink: #0c1526;
    --good: #6bd6a0; --good-ground: #11301f; --fair: #f0c063; --fair-ground: #34280d; --bad: #ff938a; --bad-ground: #3b1815;
    --calm: #9db9ff; --calm-ground: #17264a;
    --budget: #6c98f5; --authority: #a98cf0; --need: #35b3a3; --timeline: #e0a046;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 14px/1.45 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif;
  font-variant-numeric: tabular-nums; -webkit-text-size-adjust: 100%; overflow-wrap: anywhere;
}
h1 { font-size: 20px; line-height: 1.25; margin: 0; letter-spacing: -.01em; }
h2 { font-size: 12px; margin: 0 0 10px; color: var(--soft); font-weight: 600; letter-spacing: .02em; }
p { margin: 0 0 8px; }
a { color: var(--accent); text-underline-offset: 2px; }
small, .note { color: var(--soft); font-size: 12px; }
code { font: 12px/1.4 ui-monospace, 'SF Mono', Menlo, Consolas, monospace; color: var(--soft); }
b { font-weight: 600; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 12px; top: 8px; z-index: 9; background: var(--card); padding: 6px 10px; border-radius: 6px; }

.top { display: flex; justify-content: space-between; align-items: center; gap: var(--gap); padding: 10px 20px; background: var(--card); border-bottom: 1px solid var(--line); }
.mark { display: flex; align-items: center; gap: 8px; }
.mark a { color: inherit; text-decoration: none; }
.logo { fill: var(--accent); stroke: none; }
.logo path { fill: none; stroke: var(--accent); stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.top nav { display: flex; align-items: center; gap: 14px; font-size: 13px; }
.top nav form { margin: 0; }
.top .sections { margin-right: auto; margin-left: 8px; }
.sections a { color: var(--soft); text-decoration: none; padding: 4px 2px; border-bottom: 2px solid transparent; }
.sections a:hover { color: var(--ink); }
.sections a[aria-current] { color: var(--ink); border-color: var(--accent); font-weight: 600; }
main { max-width: 1320px; margin: 0 auto; padding: 20px; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: var(--radius); padding: 16px; margin-bottom: var(--gap); }
.card > :last-child { margin-bottom: 0; }
.back { font-size: 13px; }
.empty { text-align: center; color: var(--soft); padding: 48px 16px; }
.fault { color: var(--bad); background: var(--bad-ground); padding: 8px 12px; border-radius: 6px; }
.attention { color: var(--fair); }

button, .button, summary.big { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 7px; padding: 6px 12px; cursor: pointer; text-decoration: none; text-align: center; }
button:hover, .button:hover, summary.big:hover { border-color: var(--soft); }
.primary { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); font-weight: 600; }
.primary:hover { filter: brightness(1.08); }
.quiet { border: 0; background: none; padding: 0; color: var(--accent); text-decoration: underline; text-underline-offset: 2px; }
input, select, textarea { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 7px; padding: 6px 10px; max-width: 100%; }
label { color: var(--soft); font-size: 12px; }

.heading { display: flex; align-items: center; gap: 12px; flex-wrap: wrap; margin-bottom: var(--gap); }
.live { font-size: 12px; color: var(--good); display: inline-flex; align-items: center; gap: 6px; }
.live[hidden] { display: none; }
.live::before { content: ''; width: 7px; height: 7px; border-radius: 50%; background: currentColor; }
.live[data-state='offline'] { color: var(--bad); }
.filters { display: flex; align-items: center; gap: 10px; margin-left: auto; flex-wrap: wrap; font-size: 13px; }
.filters label { display: flex; align-items: center; gap: 6px; }
.filters select { color: var(--ink); font-size: 13px; max-width: 180px; }

.counters { margin-bottom: var(--gap); }
.counters dl { display: grid; grid-template-columns: repeat(5, 1fr) repeat(2, 1.5fr); margin: 0 0 6px; background: var(--card); border: 1px solid var(--line); border-radius: var(--radius); overflow: hidden; }
.counters dl div { padding: 10px 14px; border-left: 1px solid var(--line); margin-left: -1px; display: flex; flex-direction: column-reverse; justify-content: flex-end; }
.counters dt { color: var(--soft); font-size: 12px; }
.counters dd { margin: 0; font-size: 22px; font-weight: 600; line-height: 1.2; letter-spacing: -.01em; }
.counters .attention dd { color: var(--fair); }
.fast { color: var(--good); } .fair { color: var(--fair); } .late { color: var(--bad); }
.none { color: var(--soft); opacity: .6; }

table { width: 100%; border-collapse: collapse; }
th { text-align: left; font-weight: 500; color: var(--soft); font-size: 12px; }
table.leads { background: var(--card); border: 1px solid var(--line); border-radius: var(--radius); border-spacing: 0; border-collapse: separate; }
.leads th { padding: 8px 12px; border-bottom: 1px solid var(--line); white-space: nowrap; }
.leads td { padding: 9px 12px; border-bottom: 1px solid var(--line); vertical-align: top; }
.leads tbody tr:last-child td { border-bottom: 0; }
.leads tbody tr:hover td { background: var(--sunken); }
.leads tr:has(.status-duplicate) td { opacity: .6; }
.leads tr:has(.status-duplicate):hover td { opacity: 1; }
.leads td small { display: block; margin-top: 1px; }
.leads td.when { white-space: nowrap; }
.leads td.who { max-width: 280px; }
.leads td.who a { font-weight: 600; color: var(--ink); text-decoration: none; }
.leads td.who a:hover { color: var(--accent); text-decoration: underline; }
.leads td.verdict { max-width: 250px; }
.leads td.verdict small:empty, .leads td.who small:empty { display: none; }
.leads td.verdict small { margin-top: 4px; }
.leads td.score { white-space: nowrap; }
.leads td.score b { font-size: 15px; margin-left: 6px; }
.leads td.handoff, .leads th.handoffTime { text-align: right; white-space: nowrap; }
.speed { font-weight: 600; }
.speed.pending { font-weight: 400; font-style: italic; }
.pages { display: flex; gap: var(--gap); justify-content: space-between; padding: 12px 2px; font-size: 13px; }
.pages .older { margin-left: auto; }
@media (prefers-reduced-motion: no-preference) {
  .fresh td { animation: fresh 4s ease-out; }
  @keyframes fresh { from { background: var(--calm-ground); } }
}

.chip { display: inline-block; padding: 1px 8px; border-radius: 99px; font-size: 12px; line-height: 18px; font-weight: 500; white-space: nowrap; background: var(--sunken); color: var(--soft); }
.status-offered, .status-qualified, .status-received, .handoff-pending { background: var(--calm-ground); color: var(--calm); }
.status-accepted, .status-won, .handoff-delivered { background: var(--good-ground); color: var(--good); }
.status-waiting, .status-escalated, .handoff-unavailable, .handoff-uncertain { background: var(--fair-ground); color: var(--fair); }
.status-rejected, .status-lost, .handoff-rejected { background: var(--bad-ground); color: var(--bad); }
.grade { display: inline-grid; place-items: center; width: 22px; height: 22px; border-radius: 6px; font-weight: 700; font-size: 12px; background: var(--sunken); color: var(--soft); }
.grade-a { background: var(--good-ground); color: var(--good); }
.grade-b { background: var(--calm-ground); color: var(--calm); }
.stages { display: inline-flex; gap: 3px; vertical-align: middle; padding: 7px 0; }
.stages i { width: 16px; height: 4px; border-radius: 2px; background: var(--line); }
.stages i.done { background: var(--good); }
.stages.ended i.done { background: var(--soft); }

.lead-head { margin-bottom: var(--gap); }
.lead-head p { display: flex; align-items: center; gap: 10px; flex-wrap: wrap; margin: 8px 0 0; }
.lead-head p.note { gap: 6px; }
.lead-body { display: grid; grid-template-columns: minmax(0, 1.7fr) minmax(0, 1fr); gap: 0 var(--gap); }
.history { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 0 var(--gap); }
.facts { display: grid; grid-template-columns: minmax(84px, max-content) minmax(0, 1fr); gap: 5px 14px; margin: 0; }
.facts dt { color: var(--soft); max-width: 130px; }
.facts dd { margin: 0; }
.facts q { quotes: none; white-space: pre-line; }
.say { font-size: 15px; }
.say.qualified b { color: var(--good); }
.say.rejected b { color: var(--bad); }
details > summary { cursor: pointer; color: var(--soft); font-size: 13px; }
.rules { list-style: none; margin: 8px 0 0; padding: 0; font-size: 13px; }
.rules li { padding: 5px 0; border-top: 1px solid var(--line); }
.rules p { margin: 0; }
.rules .result { display: inline-block; min-width: 92px; color: var(--soft); }
.rules .fired .result { color: var(--bad); font-weight: 600; }
.rules .unknown .result { color: var(--fair); }
.rules summary { color: var(--ink); }
.decided { margin: 6px 0 4px; padding: 8px 12px; background: var(--sunken); border-radius: 7px; color: var(--ink); font-size: 13px; }
.decided p, .rules .decided p { margin: 0 0 6px; }
.decided > :last-child { margin-bottom: 0; }
.decided .lacking { color: var(--fair); }
.steps { list-style: none; margin: 0; padding: 0; }
.steps li { padding: 3px 0 3px 30px; position: relative; }
.steps b { position: absolute; left: 0; width: 22px; text-align: right; color: var(--soft); }
.steps small { display: block; }
.terms .because summary { color: inherit; }
.terms td, .terms th { vertical-align: top; }
.terms .bar { padding-top: 13px; }
.decided .facts { margin-bottom: 8px; }
.terms .sum { font-weight: 600; white-space: nowrap; }
.terms .sum small { font-weight: 400; display: block; white-space: normal; }
svg rect.rest { fill: var(--sunken); }
rect.term-budget { fill: var(--budget); } rect.term-authority { fill: var(--authority); } rect.term-need { fill: var(--need); } rect.term-timeline { fill: var(--timeline); }
.dot { display: inline-block; width: 8px; height: 8px; border-radius: 2px; margin-right: 8px; background: var(--soft); }
.dot.term-budget { background: var(--budget); } .dot.term-authority { background: var(--authority); } .dot.term-need { background: var(--need); } .dot.term-timeline { background: var(--timeline); }
.stack { display: block; width: 100%; height: 10px; border-radius: 5px; margin-bottom: 10px; }
.terms td, .terms th { padding: 6px 10px 6px 0; border-top: 1px solid var(--line); font-size: 13px; color: var(--ink); }
.terms tr:first-child > * { border-top: 0; }
.terms tfoot th { font-weight: 600; }
.terms .points { white-space: nowrap; color: var(--soft); }
.terms .points b { color: var(--ink); }
.terms .bar { width: 22%; }
.terms .bar svg { display: block; width: 100%; height: 6px; border-radius: 3px; }
.terms .because { width: 42%; color: var(--soft); }
.plain th { white-space: nowrap; }
.plain th, .plain td { padding: 6px 10px 6px 0; border-top: 1px solid var(--line); vertical-align: top; font-size: 13px; }
.plain thead th { border-top: 0; padding-top: 0; font-size: 12px; }
.plain td { overflow-wrap: break-word; }
.plain td :is(code, small a) { overflow-wrap: anywhere; }
.plain small { display: block; }
.history .card, .card.touches { overflow-x: auto; }
.touches form, .touch-of form { margin: 0; }
.touches form { display: inline-block; margin-left: 10px; }
.touches button, .touch-of button { padding: 2px 10px; font-size: 12px; white-space: nowrap; }
.touches q { quotes: none; white-space: pre-line; }
.touch-of { display: flex; align-items: center; gap: 10px; flex-wrap: wrap; margin-top: 8px; }
.candidates .chosen td { font-weight: 600; }
.timeline { list-style: none; margin: 0; padding: 0; }
.timeline li { display: grid; grid-template-columns: max-content 92px minmax(0, 1fr); gap: 12px; padding: 6px 0 6px 18px; position: relative; font-size: 13px; }
.timeline li::before { content: ''; position: absolute; left: 3px; top: 12px; width: 8px; height: 8px; border-radius: 50%; background: var(--soft); }
.timeline li::after { content: ''; position: absolute; left: 6.5px; top: 22px; bottom: -10px; width: 1px; background: var(--line); }
.timeline li:last-child::after { display: none; }
.timeline .event-good::before { background: var(--good); }
.timeline .event-bad::before { background: var(--bad); }
.timeline .since { color: var(--soft); text-align: right; }
.timeline small { display: block; }
.timeline .by { color: var(--soft); }

.sign-in main, .offer main { max-width: 460px; }
.policy-edit textarea { width: 100%; box-sizing: border-box; font: 13px/1.5 ui-monospace, monospace; overflow: auto; }
.policy-edit #note { width: 100%; box-sizing: border-box; padding: 8px; }
.policy-editor { --editor-size: 13px; margin: 6px 0; }
.trial .row, .policy-edit .row, form.row { display: flex; flex-wrap: wrap; gap: 10px 14px; align-items: center; margin: 8px 0; }
.trial input[type=number] { width: 5em; }
.kinds { list-style: none; padding: 0; display: grid; gap: 6px; }
.kinds b { display: inline-block; min-width: 3ch; text-align: right; margin-right: 6px; font-size: 17px; }
.faults li[data-line] { cursor: pointer; }
#replay progress { width: 100%; }
@media (max-width: 600px) { .policy-editor { --editor-size: 16px; } }
.offer main > h1 { margin-bottom: 12px; }
.card.sign-in { display: grid; gap: 8px; padding: 24px; margin-top: 8vh; }
.card.sign-in h1 { margin-bottom: 8px; }
.card.sign-in input, .card.sign-in button { padding: 10px 12px; font-size: 16px; }
.card.sign-in button { margin-top: 8px; }
.offer-card header { display: flex; justify-content: space-between; align-items: center; }
.offer-card .due { font-size: 16px; font-weight: 600; margin: 4px 0 16px; }
.offer-card .facts { margin-bottom: 16px; font-size: 15px; gap: 7px 14px; }
.offer-card h1 + p { margin-top: 10px; font-size: 15px; color: var(--soft); }
.offer-card .person { font-size: 20px; font-weight: 600; margin: 0 0 12px; }
button.big, .button.big, summary.big { display: block; width: 100%; padding: 14px; font-size: 17px; border-radius: 10px; margin: 0 0 12px; font-weight: 600; }
.offer-card form { margin: 0; }
.decline summary { list-style: none; color: var(--ink); margin: 0; }
.decline summary::-webkit-details-marker { display: none; }
.decline[open] summary { display: none; }
.decline form { display: grid; gap: 8px; border-top: 1px solid var(--line); padding-top: 14px; }
.decline select, .decline textarea { width: 100%; font-size: 16px; padding: 10px; }
.decline form .big { margin: 4px 0 0; color: var(--bad); }

@media (max-width: 1020px) {
  .lead-body { grid-template-columns: minmax(0, 1fr); }
  .leads td, .leads th { padding-left: 8px; padding-right: 8px; }
}
@media (max-width: 760px) {
  main { padding: 14px 12px; }
  .top { padding: 10px 12px; flex-wrap: wrap; row-gap: 4px; }
  .heading h1 { margin-right: auto; }
  .filters { margin-left: 0; width: 100%; }
  .filters { align-items: flex-end; }
  .filters label { flex: 1 1 28%; flex-direction: column; align-items: stretch; gap: 2px; }
  .filters select { max-width: none; width: 100%; padding: 8px 6px; }
  .filters button { padding: 8px 12px; }
  .counters dl { grid-template-columns: repeat(6, 1fr); }
  .counters dl div { grid-column: span 2; padding: 8px; border-bottom: 1px solid var(--line); }
  .counters dl div:nth-child(n + 4) { grid-column: span 3; }
  .counters dl div:nth-last-child(-n + 2) { border-bottom: 0; }
  .counters dd { font-size: 18px; }
  table.leads, .leads tbody { display: block; background: none; border: 0; }
  .leads thead { position: absolute; left: -9999px; }
  .leads tbody tr { display: grid; grid-template-columns: minmax(0, 1fr) max-content; grid-template-areas: 'who score' 'when handoff' 'verdict stage' 'owner owner'; gap: 4px 12px; background: var(--card); border: 1px solid var(--line); border-radius: var(--radius); padding: 12px; margin-bottom: 10px; }
  .leads tbody td { padding: 0; border: 0; max-width: none; }
  .leads tbody tr:hover td { background: none; }
  .leads td.who { grid-area: who; max-width: none; } .leads td.score { grid-area: score; text-align: right; } .leads td.when { grid-area: when; white-space: normal; } .leads td.handoff { grid-area: handoff; }
  .leads td.verdict { grid-area: verdict; max-width: none; } .leads td.owner { grid-area: owner; } .leads td.stage { grid-area: stage; text-align: right; }
  .leads td.when time { margin-right: 8px; }
  .leads td.when small { display: inline; }
  .leads td.who a { display: inline-block; padding: 2px 0; font-size: 15px; }
  .leads td.owner small { display: inline; margin-left: 8px; }
  .leads td:has(> .none) { display: none; }
  .pages a { padding: 10px 0; }
  .terms, .terms tbody, .terms tfoot { display: block; }
  .terms tr { display: grid; grid-template-columns: minmax(0, 1fr) max-content; gap: 2px 10px; padding: 8px 0; border-top: 1px solid var(--line); }
  .terms tr > * { border: 0; padding: 0; width: auto; }
  .terms .bar, .terms .because { grid-column: 1 / -1; width: auto; }
  .terms .bar { padding-top: 3px; }
  .rules .result { min-width: 0; margin-right: 6px; }
  .terms tfoot td:last-child { grid-column: 1 / -1; text-align: left; }
  .terms tfoot td:nth-child(3) { display: none; }
  .terms tfoot td { text-align: right; }
  .timeline li { grid-template-columns: max-content minmax(0, 1fr); gap: 0 12px; }
  .timeline .since { text-align: left; }
  .timeline .what { grid-column: 1 / -1; }
}
${TEAM_STYLES}${REPORT_STYLES}`;
