/** The style of tabs. `aria-current` marks the link of the current page, `data-active` the tab of the shown panel. */
export const TAB =
  'relative inline-flex min-h-10 flex-none items-center gap-1.5 whitespace-nowrap font-medium text-base text-text-muted outline-offset-[-2px] hover:text-text hover:no-underline ' +
  'aria-[current=page]:font-semibold aria-[current=page]:text-text aria-[current=page]:after:bg-accent ' +
  'data-active:font-semibold data-active:text-text data-active:after:bg-accent ' +
  "after:absolute after:inset-x-0 after:bottom-0 after:h-0.5 after:rounded-t-[2px] after:content-[''] max-wide:min-h-11";
