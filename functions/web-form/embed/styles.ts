/** Our colours; a page has its own by setting `--lr-accent`, `--lr-text` and so on. */
const LIGHT =
  '--a:#2456d6;--o:#fff;--t:#1b2130;--m:#5b6478;--s:#fff;--b:#858da0;--l:#e2e6ee;--e:#b3261e;--g:#1a7f4b;color-scheme:light';

const DARK =
  '--a:#8fb0ff;--o:#0d1530;--t:#e9ecf4;--m:#a6afc3;--s:#161a24;--b:#6d768c;--l:#2b3242;--e:#ffb1a8;--g:#7ad8a6;color-scheme:dark';

const ACCENT = 'var(--lr-accent,var(--a))';
const ON_ACCENT = 'var(--lr-on-accent,var(--o))';
const TEXT = 'var(--lr-text,var(--t))';
const MUTED = 'var(--lr-muted,var(--m))';
const SURFACE = 'var(--lr-surface,var(--s))';
const BORDER = 'var(--lr-border,var(--b))';
const ERROR = 'var(--lr-error,var(--e))';
const RADIUS = 'var(--lr-radius,10px)';

/**
 * Every rule begins with `.lr-form`, which outweighs what pages say about all their inputs, and hurts nothing of theirs.
 * Sizes are in pixels, because pages change what `rem` is; 16 px is what iOS does not zoom into.
 */
const STYLES = `
.lr-form,.lr-form *{box-sizing:border-box}
.lr-form [hidden]{display:none}
.lr-form{${LIGHT};display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,230px),1fr));gap:16px 18px;align-items:start;position:relative;width:100%;max-width:var(--lr-width,660px);margin:0;padding:var(--lr-padding,clamp(16px,4vw,28px));font:400 16px/1.45 system-ui;font-family:var(--lr-font,inherit);text-align:start;color:${TEXT};background:${SURFACE};border:1px solid var(--lr-edge,var(--l));border-radius:calc(${RADIUS}*1.6)}
@media(prefers-color-scheme:dark){.lr-form:not([data-theme=light]){${DARK}}}
.lr-form[data-theme=dark]{${DARK}}
.lr-form p{margin:0}
.lr-form .lr-field{display:flex;flex-direction:column;gap:6px;min-width:0}
.lr-form .lr-textarea,.lr-form .lr-wide{grid-column:1/-1}
.lr-form .lr-label,.lr-form .lr-small{margin:0;font-size:14px;font-weight:400;color:${MUTED};overflow-wrap:anywhere}
.lr-form .lr-label{font-weight:600;color:${TEXT}}
.lr-form .lr-small:empty{position:absolute}
.lr-form .lr-input{width:100%;min-height:46px;margin:0;padding:10px 13px;font:inherit;letter-spacing:normal;text-transform:none;color:inherit;background:${SURFACE};border:1px solid ${BORDER};border-radius:${RADIUS};transition:border-color .15s}
.lr-form .lr-input:hover{border-color:${TEXT}}
.lr-form textarea.lr-input{min-height:112px;resize:vertical}
.lr-form select.lr-input{padding-inline-end:36px;appearance:none;background:linear-gradient(45deg,transparent 50%,currentColor 50%) right 19px center/6px 6px no-repeat,linear-gradient(-45deg,transparent 50%,currentColor 50%) right 13px center/6px 6px no-repeat,${SURFACE}}
.lr-form .lr-input:focus,.lr-form :focus-visible{outline:2px solid ${ACCENT};outline-offset:1px}
.lr-form [aria-invalid]{outline:2px solid ${ERROR};outline-offset:-1px}
.lr-form .lr-hint{color:var(--lr-good,var(--g))}
.lr-form .lr-hint:not(:empty)::before{content:"✓ "}
.lr-form .lr-error{color:${ERROR}}
.lr-form .lr-consent{position:relative;display:flex;gap:12px;padding:11px 0}
.lr-form .lr-consent label{flex:1;cursor:pointer}
.lr-form .lr-consent label::before{content:"";position:absolute;inset:0}
.lr-form a{position:relative;color:${ACCENT}}
.lr-form .lr-check{position:relative;z-index:1;flex:none;width:22px;height:22px;margin:0;accent-color:${ACCENT}}
.lr-form .lr-send{display:flex;flex-wrap:wrap;gap:12px 18px;align-items:center}
.lr-form .lr-send p{flex:1 1 230px}
.lr-form .lr-button{flex:0 1 auto;min-height:48px;min-width:190px;margin:0;padding:12px 26px;font:inherit;font-weight:600;letter-spacing:normal;text-transform:none;color:${ON_ACCENT};background:${ACCENT};border:0;border-radius:${RADIUS};cursor:pointer}
.lr-form .lr-button:hover{filter:brightness(1.1)}
.lr-form [aria-disabled=true]{opacity:.65}
.lr-form .lr-link{min-height:44px;margin:0;padding:0 4px;font:inherit;color:${ACCENT};background:none;border:0;text-decoration:underline;cursor:pointer}
.lr-form .lr-captcha{min-height:102px}
.lr-form.lr-thanks{display:block;padding-block:40px;text-align:center}
.lr-form.lr-thanks:focus{outline:0}
.lr-thanks::before{content:"✓";display:grid;place-items:center;width:56px;height:56px;margin:0 auto 16px;font-size:28px;color:${ON_ACCENT};background:${ACCENT};border-radius:50%}
.lr-thanks .lr-title{margin-bottom:6px;font-size:22px;font-weight:600}
@media(max-width:480px){.lr-form .lr-button{width:100%}}
`;

const IS_STYLED = 'data-lr-styles';

/**
 * Gives the page our style sheet, once.
 *
 * A constructed sheet is allowed under any Content-Security-Policy; browsers without them get a `<style>` with
 * the nonce of our script.
 */
export function addStyles(page: Document, nonce: string | undefined): void {
  if (page.documentElement.hasAttribute(IS_STYLED)) return;
  page.documentElement.setAttribute(IS_STYLED, '');
  if ('adoptedStyleSheets' in page && 'replaceSync' in CSSStyleSheet.prototype) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
    page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet];
    return;
  }
  const style = document.createElement('style');
  if (nonce !== undefined) style.nonce = nonce;
  style.textContent = STYLES;
  document.head.append(style);
}
