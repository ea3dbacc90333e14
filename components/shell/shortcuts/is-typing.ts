/** Kinds of inputs that take no letters. */
const PRESSED = 'input:is([type=checkbox], [type=radio], [type=button], [type=submit], [type=file])';
const TYPED =
  'input, textarea, select, [contenteditable], [role=textbox], [role=combobox], [role=listbox], [role=menu], [role=menuitem]';

/** Whether a letter pressed here is text, or chooses from a list by its beginning. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && !target.matches(PRESSED) && target.closest(TYPED) !== null;
}
