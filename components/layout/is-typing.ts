/** Kinds of inputs that take no letters. */
const PRESSED = 'input:is([type=checkbox], [type=radio], [type=button], [type=submit], [type=file])';
const TYPED =
  'input, textarea, select, [contenteditable], [role=textbox], [role=combobox], [role=listbox], [role=menu], [role=menuitem]';

/** Marks what takes letters as text though it is no input: the cells of a grid that open when one types. */
export const TAKES_LETTERS = { 'data-takes-letters': '' } as const;

/** Whether a letter pressed here is no shortcut. */
export function takesLetters(target: EventTarget | null): boolean {
  return isTyping(target) || (target instanceof Element && target.closest('[data-takes-letters]') !== null);
}

/** Whether a letter pressed here is text, or chooses from a list by its beginning. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && !target.matches(PRESSED) && target.closest(TYPED) !== null;
}
