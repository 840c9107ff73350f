/** Colours by role; a page sets `--lr-…` to have its own. */
const LIGHT = `
--lr_accent:var(--lr-accent,#2456d6);--lr_on-accent:var(--lr-on-accent,#fff);
--lr_text:var(--lr-text,#1b2130);--lr_muted:var(--lr-muted,#5b6478);
--lr_surface:var(--lr-surface,#fff);--lr_field:var(--lr-field,#fff);
--lr_border:var(--lr-border,#858da0);--lr_edge:var(--lr-edge,#e2e6ee);
--lr_error:var(--lr-error,#b3261e);--lr_good:var(--lr-good,#1a7f4b);color-scheme:light;`;

const DARK = `
--lr_accent:var(--lr-accent,#8fb0ff);--lr_on-accent:var(--lr-on-accent,#0d1530);
--lr_text:var(--lr-text,#e9ecf4);--lr_muted:var(--lr-muted,#a6afc3);
--lr_surface:var(--lr-surface,#161a24);--lr_field:var(--lr-field,#0f131b);
--lr_border:var(--lr-border,#6d768c);--lr_edge:var(--lr-edge,#2b3242);
--lr_error:var(--lr-error,#ffb1a8);--lr_good:var(--lr-good,#7ad8a6);color-scheme:dark;`;

const STYLES = `
.lr-form,.lr-form *{box-sizing:border-box}
.lr-form [hidden]{display:none}
.lr-form{${LIGHT}
--lr_radius:var(--lr-radius,10px);
display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,230px),1fr));gap:16px 18px;align-items:start;
width:100%;max-width:var(--lr-width,660px);margin:0;padding:var(--lr-padding,clamp(16px,4vw,28px));
position:relative;text-align:start;
font:400 16px/1.45 var(--lr-font,inherit);font-family:var(--lr-font,inherit);
color:var(--lr_text);background:var(--lr_surface);
border:1px solid var(--lr_edge);border-radius:calc(var(--lr_radius)*1.6)}
@media(prefers-color-scheme:dark){.lr-form:not([data-theme=light]){${DARK}}}
.lr-form[data-theme=dark]{${DARK}}
.lr-form p{margin:0}
.lr-form .lr-field{display:flex;flex-direction:column;gap:6px;min-width:0;margin:0}
.lr-form .lr-textarea,.lr-form .lr-field-consent,.lr-form .lr-captcha,.lr-form .lr-send,.lr-form .lr-remark{grid-column:1/-1}
.lr-form .lr-label{display:block;margin:0;font-size:14px;font-weight:500;line-height:1.35;color:var(--lr_text)}
.lr-form .lr-mark{color:var(--lr_error)}
.lr-form .lr-input{display:block;width:100%;min-width:0;max-width:none;min-height:46px;margin:0;padding:10px 13px;
font:inherit;line-height:1.4;color:var(--lr_text);background:var(--lr_field);
border:1px solid var(--lr_border);border-radius:var(--lr_radius);box-shadow:none;appearance:none;
transition:border-color .15s,box-shadow .15s}
.lr-form textarea.lr-input{min-height:112px;resize:vertical}
.lr-form select.lr-input{padding-inline-end:40px;background-image:linear-gradient(45deg,transparent 50%,currentColor 50%),linear-gradient(-45deg,transparent 50%,currentColor 50%);
background-size:6px 6px;background-position:right 19px center,right 13px center;background-repeat:no-repeat}
.lr-form .lr-input:hover{border-color:var(--lr_text)}
.lr-form .lr-input:focus{outline:2px solid var(--lr_accent);outline-offset:-1px;border-color:var(--lr_accent)}
.lr-form .lr-input[aria-invalid]{border-color:var(--lr_error);box-shadow:inset 0 0 0 1px var(--lr_error)}
.lr-form .lr-input[aria-invalid]:focus{outline-color:var(--lr_error)}
.lr-form .lr-hint,.lr-form .lr-error{font-size:14px;line-height:1.4;overflow-wrap:anywhere}
.lr-form .lr-hint:empty,.lr-form .lr-error:empty,.lr-form .lr-status:empty{display:none}
.lr-form .lr-hint{color:var(--lr_good)}
.lr-form .lr-hint::before{content:"✓ "}
.lr-form .lr-error{color:var(--lr_error)}
.lr-form .lr-consent{position:relative;display:flex;gap:12px;align-items:flex-start;min-height:44px;padding:11px 0}
.lr-form .lr-consent label{flex:1;min-width:0;margin:0;font-size:14px;font-weight:400;line-height:1.5;color:var(--lr_muted);cursor:pointer;overflow-wrap:anywhere}
.lr-form .lr-consent label::before{content:"";position:absolute;inset:0}
.lr-form .lr-consent a{position:relative;color:var(--lr_accent);text-decoration:underline}
.lr-form .lr-check{flex:none;width:22px;height:22px;margin:0;accent-color:var(--lr_accent);cursor:pointer}
.lr-form .lr-check:focus-visible,.lr-form .lr-button:focus-visible,.lr-form .lr-link:focus-visible,.lr-form a:focus-visible{outline:2px solid var(--lr_accent);outline-offset:3px}
.lr-form .lr-check[aria-invalid]{outline:2px solid var(--lr_error);outline-offset:2px;border-radius:3px}
.lr-form .lr-send{display:flex;flex-wrap:wrap;gap:12px 18px;align-items:center}
.lr-form .lr-button{display:inline-block;flex:0 0 auto;min-height:48px;min-width:190px;margin:0;padding:12px 26px;
font:inherit;font-weight:600;line-height:1.3;color:var(--lr_on-accent);background:var(--lr_accent);
border:0;border-radius:var(--lr_radius);box-shadow:none;cursor:pointer;text-transform:none;letter-spacing:normal;transition:filter .15s}
.lr-form .lr-button:hover{filter:brightness(1.08)}
.lr-form .lr-button:active{filter:brightness(.94)}
.lr-form .lr-button[aria-disabled=true]{opacity:.65;cursor:progress}
.lr-form .lr-status{flex:1 1 230px;font-size:14px;line-height:1.45;color:var(--lr_muted)}
.lr-form .lr-alarm{color:var(--lr_error)}
.lr-form .lr-remark{font-size:14px;color:var(--lr_muted)}
.lr-form .lr-link{display:inline-flex;align-items:center;min-height:44px;margin:0;padding:0 2px;font:inherit;font-size:14px;
color:var(--lr_accent);background:none;border:0;box-shadow:none;cursor:pointer;text-decoration:underline;text-underline-offset:3px}
.lr-form .lr-captcha{min-height:102px}
.lr-form.lr-thanks{display:block;text-align:center;padding-block:40px}
.lr-form.lr-thanks:focus{outline:none}
.lr-form.lr-thanks::before{content:"✓";display:grid;place-items:center;width:56px;height:56px;margin:0 auto 16px;font-size:28px;
color:var(--lr_on-accent);background:var(--lr_accent);border-radius:50%}
.lr-form .lr-thanks-title{margin-bottom:6px;font-size:22px;font-weight:600;line-height:1.3}
.lr-form .lr-thanks-text{margin-bottom:10px;color:var(--lr_muted)}
@media(max-width:480px){.lr-form .lr-button{width:100%}}
@media(prefers-reduced-motion:reduce){.lr-form *{transition:none!important}}
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
