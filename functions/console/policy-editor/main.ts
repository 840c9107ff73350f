import { CheckWhileTyping } from './check-while-typing.ts';
import { mountEditor } from './editor.ts';
import { findFaults, lineOf } from './faults.ts';
import { LeaveWarning } from './leave-warning.ts';
import { startPolls } from './poll.ts';
import { isSaveKey } from './save-key.ts';
import { SwapForm } from './swap.ts';

const warning = new LeaveWarning();
const swaps = new Map<HTMLFormElement, SwapForm>();

/**
 * What the pages of the rules do beyond their plain forms: an answer replaces a part of the page, the document is an
 * editor that is checked while somebody types, and trials show how far they are.
 *
 * Without this script, and wherever it fails, the forms are sent as any other.
 */
document.addEventListener('submit', (event) => {
  if (event.defaultPrevented || !(event.target instanceof HTMLFormElement)) return;
  const swap = findSwap(event.target);
  if (swap === undefined) return warning.disarm();
  swap.submit(event);
});
startPolls(document);
startEditing();

function findSwap(form: HTMLFormElement): SwapForm | undefined {
  if (form.dataset['swap'] === undefined) return undefined;
  const swap =
    swaps.get(form) ?? new SwapForm(form, { leave: (url) => location.assign(url), swapped: startPolls });
  swaps.set(form, swap);
  return swap;
}

function startEditing(): void {
  const form = document.querySelector<HTMLFormElement>('#policy-form');
  const textarea = document.querySelector<HTMLTextAreaElement>('textarea#text');
  const swap = form === null ? undefined : findSwap(form);
  if (form === null || textarea === null || swap === undefined) return;
  const checks = new CheckWhileTyping(form, swap);
  const editor = mountEditor(textarea, () => checks.changed());
  warning.watch(textarea, form.dataset['unsaved'] ?? '');
  swap.onLeave = (sent) => warning.leavingWith(sent.get('text'));
  swap.onSwap = () => editor.mark(findFaults(document));
  editor.mark(findFaults(document));
  document.addEventListener('click', ({ target }) => {
    const line = lineOf(target);
    if (line !== undefined) editor.goTo(line);
  });
  document.addEventListener('keydown', (event) => {
    if (!isSaveKey(event)) return;
    event.preventDefault();
    checks.now();
  });
}
