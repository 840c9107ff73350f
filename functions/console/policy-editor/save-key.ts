/** Ctrl+S, and Cmd+S on a Mac, whatever alphabet the keyboard is switched to. */
export function isSaveKey({ ctrlKey, metaKey, altKey, shiftKey, code }: KeyboardEvent): boolean {
  return code === 'KeyS' && (ctrlKey || metaKey) && !altKey && !shiftKey;
}
