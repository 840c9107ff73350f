import { html } from 'hono/html';
import type { Html } from '../../pages/layout.ts';

/** A description as it is shown: `code` in backticks, an empty line between paragraphs. */
export function marked(text: string): readonly Html[] {
  return text.split('\n\n').map((paragraph) => html`<p>${inline(paragraph)}</p>`);
}

/** The same within a line. */
export function inline(text: string): readonly (Html | string)[] {
  return text.split(/`([^`]+)`/).map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));
}
