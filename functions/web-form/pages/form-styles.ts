import { createHash } from 'node:crypto';

/** One small sheet, said in the page itself: there is nothing else for the browser to fetch. */
export const FORM_STYLES = `
:root { color-scheme: light dark; --ink: #1d2126; --soft: #5a6472; --line: #8a94a3; --paper: #fff; --bad: #b3261e; --act: #1f5fbf; --on-act: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaed; --soft: #a7b0bd; --line: #6b7583; --paper: #16191d; --bad: #ff8a80; --act: #8ab4f8; --on-act: #10213d; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 1.25rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 32rem; margin: 0 auto; }
h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.25; }
form { display: grid; gap: 1rem; }
.field { display: grid; gap: .25rem; margin: 0; }
label { font-weight: 600; }
label small { color: var(--soft); font-weight: 400; }
input, select, textarea { width: 100%; padding: .6rem .7rem; border: 1px solid var(--line); border-radius: .4rem; background: transparent; color: inherit; font: inherit; }
textarea { min-height: 6rem; resize: vertical; }
option { color: #1d2126; background: #fff; }
[aria-invalid] { border-color: var(--bad); border-width: 2px; }
:focus-visible { outline: 3px solid var(--act); outline-offset: 2px; }
.fault { color: var(--bad); }
.summary { margin: 0 0 1.25rem; padding: .75rem 1rem; border: 2px solid var(--bad); border-radius: .4rem; }
.summary ul { margin: .25rem 0 0; padding-left: 1.25rem; }
.summary a { color: inherit; }
.consent { display: grid; grid-template-columns: auto 1fr; gap: .25rem .6rem; align-items: start; margin: 0; }
.consent input { width: 1.25rem; height: 1.25rem; margin: .15rem 0 0; }
.consent label { font-weight: 400; }
.consent .fault { grid-column: 2; }
.trap { position: absolute; left: -100vw; width: 1px; height: 1px; overflow: hidden; }
button { justify-self: start; padding: .7rem 1.6rem; border: 0; border-radius: .4rem; background: var(--act); color: var(--on-act); font: inherit; font-weight: 600; cursor: pointer; }
`;

/** What lets the sheet, and no other, be said in a page (CSP, `style-src`). */
export const FORM_STYLES_HASH = `'sha256-${createHash('sha256').update(FORM_STYLES).digest('base64')}'`;
