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
:root{color-scheme:light dark;--line:light-dark(#ddd,#444);--soft:light-dark(#555,#aaa);--bad:light-dark(#c62828,#ff7b72)}
body{font:14px/1.4 system-ui,sans-serif;margin:1rem}
h1{font-size:1.2rem}h2{font-size:.85rem;margin:0 0 .25rem}
nav{display:flex;flex-wrap:wrap;gap:.25rem 1rem}nav [aria-current]{color:inherit;font-weight:700;text-decoration:none}
a{color:light-dark(#0b57d0,#8ab4f8)}:focus-visible{outline:2px solid currentColor;outline-offset:2px}
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
.soft{color:var(--soft)}[role=status]{border-left:4px solid #2ca02c;padding:.25rem .5rem}[role=status].fault{border-color:var(--bad)}
.card{border:1px solid var(--line);border-radius:6px;padding:.75rem;margin:0 0 .75rem;min-width:0}.card h2{font-size:1rem}.card h3{font-size:.85rem;margin:0}
.card.wrong,.letters.some{border-color:var(--bad)}.card.wrong .state{color:var(--bad);white-space:normal}
main>p,.letters p{max-width:60rem}.name{margin:0;font-size:.75rem;overflow-wrap:anywhere}
.counts{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin:.5rem 0}.counts dt{font-size:.75rem;color:var(--soft)}.counts dd{margin:0;font-size:1.3rem;font-variant-numeric:tabular-nums}
.letters{border-left:4px solid var(--line);padding-left:.75rem;margin-top:.75rem}
.messages,.troubles{list-style:none;margin:.5rem 0;padding:0}.messages li{padding:.35rem 0;border-top:1px solid var(--line);overflow-wrap:anywhere}
.troubles li{display:grid;grid-template-columns:minmax(11rem,1fr) 2fr;gap:.25rem .75rem;align-items:center;padding:.5rem 0;border-top:1px solid var(--line)}
.row,.places{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;margin:.5rem 0}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(30rem,100%),1fr));gap:.75rem;align-items:start}.cards .card{margin:0}
button,select{font:inherit;color:inherit;min-height:2.5rem;padding:.3rem .75rem;border:1px solid light-dark(#767676,#8a8a8a);border-radius:6px;background:light-dark(#f4f4f4,#2a2a2a);cursor:pointer}
button:hover{background:light-dark(#e6e6e6,#383838)}button[aria-pressed=true]{border-color:var(--bad);box-shadow:inset 0 0 0 1px var(--bad)}
@media(max-width:480px){.troubles li{grid-template-columns:1fr}body{margin:.75rem}}
${LINE_COLOURS.map((colour, index) => `g.c${index}{stroke:${colour};fill:${colour}}.legend .c${index}::before{color:${colour}}`).join('')}
`;
