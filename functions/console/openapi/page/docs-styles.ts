/** The page of the API is read by few, so its look is no part of the console's. */
export const DOCS_STYLES_URL = '/console/docs.css';

export const DOCS_STYLES = `
.docs-body { display: grid; grid-template-columns: 240px minmax(0, 1fr); gap: 0 28px; align-items: start; }
.docs-body > * { min-width: 0; }
.contents { position: sticky; top: 12px; max-height: calc(100vh - 24px); overflow-y: auto; font-size: 13px; }
.contents details { margin-bottom: 6px; }
.contents ul { list-style: none; margin: 4px 0 8px; padding: 0; }
.contents li { padding: 3px 0 3px 14px; line-height: 1.3; }
.contents li .method { font-size: 9px; padding: 0 4px; min-width: 0; }
.contents a { text-decoration: none; }
.contents a:hover { text-decoration: underline; }
.chapter > h2 { font-size: 17px; color: var(--ink); margin: 28px 0 4px; letter-spacing: -.01em; }
.chapter > p { color: var(--soft); }
.operation, .schema { padding: 0; margin-bottom: 8px; }
.operation > summary, .schema > summary { padding: 10px 14px; color: var(--ink); font-size: 14px; }
.operation > summary:hover, .schema > summary:hover { background: var(--sunken); border-radius: var(--radius); }
.operation .path { color: var(--ink); font-size: 13px; margin: 0 8px; }
.operation > summary > span:last-child { color: var(--soft); }
.inside { padding: 4px 16px 16px; scroll-margin-top: 56px; }
.inside h4 { font-size: 12px; color: var(--soft); font-weight: 600; margin: 16px 0 6px; }
.method { display: inline-block; min-width: 58px; text-align: center; border-radius: 5px; padding: 1px 6px; font-size: 11px; font-weight: 700; letter-spacing: .02em; background: var(--sunken); color: var(--soft); }
.method-get { background: var(--calm-ground); color: var(--calm); }
.method-post { background: var(--good-ground); color: var(--good); }
.method-put, .method-patch { background: var(--fair-ground); color: var(--fair); }
.method-delete { background: var(--bad-ground); color: var(--bad); }
.fields, .answers { margin: 0 0 10px; font-size: 13px; }
.fields { display: grid; grid-template-columns: minmax(180px, 2fr) minmax(0, 3fr); }
.fields dt, .fields dd { margin: 0; padding: 5px 12px 5px 0; border-top: 1px solid var(--line); }
.fields + .fields { border-top: 3px solid var(--line); }
.fields dt b, .fields .star { float: left; }
.fields .type { display: block; color: var(--soft); font-size: 12px; text-align: right; padding-left: 24px; }
.star { color: var(--bad); margin-left: 2px; }
.answers { display: grid; grid-template-columns: 48px minmax(0, 1fr); }
.answers dt, .answers dd { margin: 0; padding: 5px 0; border-top: 1px solid var(--line); }
.answers .line { display: block; }
.status-2xx { color: var(--good); } .status-4xx { color: var(--fair); } .status-5xx { color: var(--bad); }
.docs pre { margin: 0 0 8px; padding: 10px 12px; background: var(--sunken); border-radius: 7px; font: 12px/1.5 ui-monospace, 'SF Mono', Menlo, Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.example pre { margin-top: 6px; max-height: 420px; overflow-y: auto; }
@media (max-width: 860px) {
  .docs-body { grid-template-columns: minmax(0, 1fr); }
  .contents { position: static; max-height: none; margin-bottom: 16px; }
  .contents details { margin-bottom: 0; }
  .contents summary { padding: 6px 0; }
  .contents li { padding: 7px 0 7px 14px; }
}
@media (max-width: 600px) {
  .fields { grid-template-columns: minmax(0, 1fr); }
  .fields dd { border-top: 0; padding-top: 0; }
  .fields dd:empty { display: none; }
  .fields dt { padding-right: 0; }
  .operation .path { display: inline; margin: 0 6px; }
  .operation > summary > span:last-child { display: block; margin-top: 4px; }
}
`;
