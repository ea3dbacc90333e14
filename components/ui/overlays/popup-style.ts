/** The style of menus and option lists. */
export const POPUP =
  'rounded-card border border-border bg-surface-raised p-1.5 text-sm text-text shadow-menu outline-none ' +
  'origin-(--transform-origin) transition-[opacity,scale] data-starting-style:scale-[0.98] data-starting-style:opacity-0 ' +
  'data-ending-style:scale-[0.98] data-ending-style:opacity-0';

export const POPUP_ITEM =
  'flex min-h-8 w-full cursor-pointer select-none items-center gap-2.5 rounded-control px-2.5 py-1.5 text-start outline-none ' +
  'data-highlighted:bg-surface-hover data-highlighted:ring-2 data-highlighted:ring-focus data-highlighted:ring-inset ' +
  'data-disabled:cursor-not-allowed data-disabled:text-text-faint max-wide:min-h-11';

export const POPUP_LABEL = 'px-2.5 pt-2 pb-1 font-medium text-text-muted text-xs';
