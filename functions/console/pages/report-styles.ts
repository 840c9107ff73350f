/** The look of reports; after the styles that all pages share. */
export const REPORT_STYLES = `
.tabs { display: flex; gap: 4px 16px; flex-wrap: wrap; margin-bottom: 10px; border-bottom: 1px solid var(--line); }
.tabs a { color: var(--soft); text-decoration: none; padding: 4px 0 6px; border-bottom: 2px solid transparent; }
.tabs a[aria-current] { color: var(--ink); border-color: var(--accent); font-weight: 600; }
.presets { display: flex; gap: 10px; flex-wrap: wrap; }
.presets a[aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
.report h2 { display: flex; justify-content: space-between; gap: 12px; flex-wrap: wrap; font-size: 14px; color: var(--ink); }
.csv { font-weight: 400; font-size: 12px; }
.wide { overflow-x: auto; }
.figures th, .figures td { padding: 6px 10px 6px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
.figures tbody tr:last-child > * { border-bottom: 0; }
.figures tfoot > tr > * { border-top: 2px solid var(--line); border-bottom: 0; font-weight: 600; }
.figures tbody th { color: var(--ink); font-size: 14px; min-width: 110px; }
.figures .number { text-align: right; white-space: nowrap; }
.figures .number small { display: block; }
.share-bar { display: block; width: 100%; min-width: 60px; height: 3px; margin-top: 3px; }
.share-bar rect { fill: var(--accent); opacity: .55; }
svg.days { width: 100%; height: 130px; display: block; }
.day-names { display: flex; margin: 2px 0 0; font-size: 11px; color: var(--soft); }
.day-names span { flex: 1; }
.day-names span:only-child { text-align: center; }
.days .qualified, .legend .qualified { fill: var(--good); color: var(--good); }
.days .rejected, .legend .rejected { fill: var(--bad); color: var(--bad); }
.days .duplicate, .legend .duplicate { fill: var(--fair); color: var(--fair); }
.days .unjudged, .legend .unjudged { fill: var(--soft); color: var(--soft); }
.legend { display: flex; gap: 14px; flex-wrap: wrap; font-size: 12px; margin: 6px 0 0; }
.legend i { display: inline-block; width: 10px; height: 10px; border-radius: 2px; background: currentColor; margin-right: 5px; }
.connector { padding: 1px 8px; border-radius: 9px; font-size: 12px; }
.connector.is-ok { color: var(--good); background: var(--good-ground); }
.connector.is-trouble { color: var(--bad); background: var(--bad-ground); }
.connector.is-quiet { color: var(--soft); background: var(--sunken); }
.search { display: flex; gap: 6px; }
.search input { width: 210px; }
@media (max-width: 760px) { .search { width: 100%; } .search input { flex: 1; width: auto; } }
`;
