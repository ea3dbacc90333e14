/** An open dialog, menu or list; one that is closing does not count. */
const OVERLAY =
  ':is([role="dialog"], [role="alertdialog"]):not([data-closed]), :is([role="menu"], [role="listbox"])[data-open]';
const SEARCH = 'input:is([role="combobox"], [type="search"])';
const INPUT = 'input, textarea, [contenteditable]';

/** Whether keys are meant for an overlay, even if it does not have the focus yet. */
export function isOverlayOpen(): boolean {
  return document.querySelector(OVERLAY) !== null;
}

/**
 * Focuses the search of the overlay that opened last, unless the focus is in this overlay or in an input. An overlay
 * gets the focus shortly after it opens, so that the first letters of a search would be lost; called while such a
 * letter's keydown event is handled, this makes the browser type it into the search.
 */
export function focusOverlaySearch(): void {
  const { activeElement } = document;
  const overlay = [...document.querySelectorAll(OVERLAY)].at(-1);
  if (overlay?.contains(activeElement) || activeElement?.matches(INPUT)) return;
  overlay?.querySelector<HTMLElement>(SEARCH)?.focus();
}
