import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching } from '@codemirror/language';
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { editorLooks } from './editor-looks.ts';
import type { Fault } from './faults.ts';

export interface Editor {
  /** Shows these faults at their lines, and no others. */
  mark(faults: readonly Fault[]): void;
  goTo(line: number): void;
}

/**
 * An editor in place of the textarea, which keeps step with it, so that the form is sent as any other.
 *
 * In a shadow root its styles are constructed sheets, which our Content-Security-Policy allows; in the page they would
 * be inline. Tab moves on to the next control, unless Ctrl+M has made it indent.
 */
export function mountEditor(textarea: HTMLTextAreaElement, onChange: () => void): Editor {
  const host = document.createElement('div');
  host.className = 'policy-editor';
  textarea.before(host);
  const root = host.attachShadow({ mode: 'open', delegatesFocus: true });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({ doc: textarea.value, extensions: extensionsOf(textarea, onChange) }),
  });
  textarea.hidden = true;
  textarea.labels[0]?.addEventListener('click', () => view.focus());
  return {
    mark: (faults) => view.dispatch(setDiagnostics(view.state, diagnosticsOf(view.state, faults))),
    goTo: (line) => goTo(view, line),
  };
}

function extensionsOf(textarea: HTMLTextAreaElement, onChange: () => void) {
  return [
    lineNumbers(),
    lintGutter(),
    history(),
    drawSelection(),
    bracketMatching(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    EditorState.tabSize.of(2),
    yaml(),
    editorLooks(),
    keymap.of([...defaultKeymap, ...historyKeymap]),
    EditorView.contentAttributes.of({
      'aria-label': textarea.labels[0]?.textContent?.trim() ?? '',
      spellcheck: 'false',
    }),
    EditorView.updateListener.of((update) => {
      if (!update.docChanged) return;
      textarea.value = update.state.doc.toString();
      onChange();
    }),
  ];
}

function diagnosticsOf(state: EditorState, faults: readonly Fault[]): Diagnostic[] {
  return faults.map(({ line, message }) => {
    const { from, to } = state.doc.line(within(state, line));
    return { from, to, severity: 'error', message };
  });
}

function goTo(view: EditorView, line: number): void {
  const { from } = view.state.doc.line(within(view.state, line));
  view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
  view.focus();
}

/** The document may be shorter by now than the one that was checked. */
function within({ doc }: EditorState, line: number): number {
  return Math.min(Math.max(1, line), doc.lines);
}
