/** Inputs that do not accept text. */
const NON_TEXT_INPUTS = 'input:is([type=checkbox], [type=radio], [type=button], [type=submit], [type=file])';
const TEXT_INPUTS =
  'input, textarea, select, [contenteditable], [role=textbox], [role=combobox], [role=listbox], [role=menu], [role=menuitem]';

/**
 * Marks elements that accept typed text without being an input, such as grid cells that open an editor when typing
 * starts.
 */
export const ACCEPTS_TYPING = { 'data-accepts-typing': '' } as const;

/** Whether a letter typed here is input rather than a shortcut. */
export function acceptsTyping(target: EventTarget | null): boolean {
  return isTyping(target) || (target instanceof Element && target.closest('[data-accepts-typing]') !== null);
}

/** Whether a letter typed here is text or selects a list item. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && !target.matches(NON_TEXT_INPUTS) && target.closest(TEXT_INPUTS) !== null;
}
