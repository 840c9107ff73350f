/** Colours that can be told apart on light and on dark ground. */
const LINE_COLOURS = [
  '#1f77b4',
  '#ff7f0e',
  '#2ca02c',
  '#9467bd',
  '#8c564b',
  '#e377c2',
  '#17becf',
  '#bcbd22',
  '#7f7f7f',
  '#d62728',
];

/** How dashboards and alarms look: one column on a phone, the dashboard's own grid elsewhere. */
export const STYLE = `
:root{color-scheme:light dark;--line:light-dark(#ddd,#444);--soft:light-dark(#555,#aaa);--bad:#d62728}
body{font:14px/1.4 system-ui,sans-serif;margin:1rem}
h1{font-size:1.2rem}h2{font-size:.85rem;margin:0 0 .25rem}
nav a{margin-right:1rem}
.board{display:grid;grid-template-columns:repeat(24,1fr);gap:.5rem}
.widget{border:1px solid var(--line);border-radius:6px;padding:.5rem;min-width:0;overflow:hidden}
@media(max-width:800px){.board{display:block}.widget{margin-bottom:.5rem}}
svg{width:100%;height:auto;display:block}
svg text{font-size:10px;fill:var(--soft)}
svg .grid{stroke:var(--line)}
svg line.threshold{stroke:var(--bad);stroke-dasharray:4 3}svg text.threshold{fill:var(--bad)}
polyline{fill:none;stroke-width:1.5}
.legend,.figures,.list{list-style:none;margin:.25rem 0;padding:0;display:flex;flex-wrap:wrap;gap:.1rem .75rem;font-size:.75rem}
.list{display:block;font-size:1rem}
.legend li::before{content:"■ "}
.figures b{display:block;font-size:1.6rem}
.fault{color:var(--bad)}
table{border-collapse:collapse;width:100%}td,th{border-top:1px solid var(--line);padding:.35rem;text-align:left;vertical-align:top}
.state{white-space:nowrap}.state.ALARM{color:var(--bad)}.state.OK{color:#2ca02c}
.strip i{display:inline-block;width:4px;height:12px;margin-right:1px;background:#2ca02c}
.strip i.ALARM{background:var(--bad)}.strip i.INSUFFICIENT_DATA{background:var(--line)}
.strip{white-space:nowrap}
${LINE_COLOURS.map((colour, index) => `g.c${index}{stroke:${colour};fill:${colour}}.legend .c${index}::before{color:${colour}}`).join('')}
`;
