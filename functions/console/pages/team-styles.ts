/** The look of the team, its calendar, deadlines and the phone; after the styles that all pages share. */
export const TEAM_STYLES = `
.aside { margin-left: auto; font-size: 13px; }
p.told { color: var(--good); background: var(--good-ground); padding: 8px 12px; border-radius: 6px; }
p.good { color: var(--good); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
h3 { font-size: 15px; margin: 0 0 6px; display: flex; align-items: center; gap: 8px; flex-wrap: wrap; }
h2.section { margin: 20px 0 4px; }
.until { color: var(--fair); font-variant-numeric: tabular-nums; }
.until.over { color: var(--bad); font-weight: 600; }
.due-note b { font-size: 16px; }
.reps { margin-bottom: var(--gap); }
.reps td.load { min-width: 170px; }
.reps td.state { max-width: 300px; }
.reps td.acts { white-space: nowrap; }
.reps td.acts form { margin: 0 0 6px; }
.reps td.acts form:last-child { margin: 0; }
.reps td.acts button { font-size: 13px; padding: 4px 10px; }
.leads.reps td.who a.plain-link { font-weight: 400; color: var(--accent); text-decoration: underline; }
.load-bar { display: block; width: 100%; height: 6px; border-radius: 3px; margin: 3px 0 5px; }
.load-bar .free { fill: var(--good); } .load-bar .nearly { fill: var(--fair); } .load-bar .full { fill: var(--bad); }
.pools:not(nav) { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 480px), 1fr)); gap: var(--gap); align-items: start; }
.pools .card { margin: 0; }
.pool .next { font-size: 15px; }
.turn-order .absent td { color: var(--soft); }
.turn-order .chosen td:nth-child(-n + 2) { font-weight: 600; }
.turn-order .place { white-space: nowrap; }
.months { display: flex; gap: 16px; margin-left: auto; font-size: 13px; }
.calendar-frame { overflow-x: auto; padding: 0; }
.calendar { width: auto; min-width: 100%; border-collapse: separate; border-spacing: 2px; font-size: 12px; }
.calendar thead th { text-align: center; min-width: 26px; padding: 6px 0 4px; line-height: 1.2; color: var(--ink); }
.calendar thead th small { display: block; font-size: 11px; font-weight: 400; }
.calendar thead th.today { outline: 2px solid var(--accent); outline-offset: -2px; border-radius: 5px; }
.calendar tr > th:first-child { position: sticky; left: 0; z-index: 1; background: var(--card); text-align: left; padding: 6px 10px 6px 14px; min-width: 96px; max-width: 150px; color: var(--ink); }
.calendar td { text-align: center; height: 30px; min-width: 26px; padding: 0; border-radius: 5px; position: relative; }
.day-works { background: var(--good-ground); color: var(--good); }
.day-works.shortened, .day-works.moved-here { background: var(--calm-ground); color: var(--calm); }
.day-works.moved-here { outline: 1px solid var(--calm); outline-offset: -1px; }
.day-day-off { background: var(--sunken); color: var(--soft); }
.day-holiday { background: var(--bad-ground); color: var(--bad); }
.day-vacation { background: var(--fair-ground); color: var(--fair); }
.day-absence { background: var(--fair); color: var(--card); font-weight: 700; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: 6px 16px; margin: 0 0 var(--gap); padding: 0; font-size: 12px; color: var(--soft); }
.legend i { display: inline-grid; place-items: center; width: 22px; height: 20px; border-radius: 5px; font-style: normal; }
.calendar-forms { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 380px), 1fr)); gap: 0 var(--gap); align-items: start; }
.absence { display: flex; flex-wrap: wrap; gap: 10px; align-items: flex-end; }
.absence label { display: grid; gap: 3px; flex: 1 1 130px; }
.absence input, .absence select { width: 100%; padding: 8px 10px; color: var(--ink); }
.absence button { padding: 8px 14px; flex: 1 1 100%; }
.entered { list-style: none; margin: 0 0 8px; padding: 0; }
.entered button { flex: none; padding: 4px 10px; font-size: 13px; }
.rules-tried { margin: 0 0 10px; padding-left: 20px; color: var(--soft); font-size: 13px; }
.entered form { display: flex; justify-content: space-between; align-items: center; gap: 10px; margin: 0; padding: 6px 0; border-bottom: 1px solid var(--line); }
.phone { width: 320px; max-width: 100%; margin: 0 auto; padding: 20px 16px; border: 1px solid var(--line); border-radius: 24px; background: var(--ground); font-size: 15px; }
.phone-title { display: flex; justify-content: space-between; align-items: center; font-size: 18px; margin: 0; }
.phone .due { font-weight: 600; margin: 4px 0 14px; }
.phone .facts { margin-bottom: 16px; grid-template-columns: minmax(70px, max-content) minmax(0, 1fr); }
.phone .facts dd { white-space: pre-line; }
.phone .button.big { cursor: default; font-size: 16px; padding: 11px; margin: 0 0 8px; }

@media (max-width: 760px) {
  .leads.reps tbody tr { grid-template-columns: minmax(0, 1fr); grid-template-areas: 'who' 'state' 'load' 'acts'; gap: 10px; }
  .reps td.who { grid-area: who; } .reps td.state { grid-area: state; max-width: none; } .reps td.load { grid-area: load; } .reps td.acts { grid-area: acts; display: flex; gap: 8px; flex-wrap: wrap; white-space: normal; }
  .reps td.acts button { padding: 8px 12px; }
  .months { margin-left: 0; width: 100%; justify-content: space-between; }
  .months a { padding: 8px 0; }
  .candidates, .candidates tbody { display: block; }
  .candidates thead { position: absolute; left: -9999px; }
  .candidates tr { display: grid; grid-template-columns: minmax(0, 1fr) max-content; gap: 2px 10px; padding: 8px 0; border-top: 1px solid var(--line); }
  .candidates td { border: 0; padding: 0; }
  .candidates td:nth-child(n + 3) { grid-column: 1 / -1; }
  .turn-order, .turn-order tbody { display: block; }
  .turn-order thead { position: absolute; left: -9999px; }
  .turn-order tr { display: grid; grid-template-columns: minmax(0, 1fr) max-content; gap: 2px 10px; padding: 8px 0; border-top: 1px solid var(--line); }
  .turn-order td { border: 0; padding: 0; }
  .turn-order td:nth-child(1) { order: 2; text-align: right; }
  .turn-order td:nth-child(2) { order: 1; }
  .turn-order td:nth-child(3) { order: 4; text-align: right; }
  .turn-order td:nth-child(4) { order: 3; }
  .turn-order td small { display: inline; }
}
`;
