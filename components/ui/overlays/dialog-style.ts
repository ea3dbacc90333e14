export const SCRIM =
  'fixed inset-0 z-30 bg-scrim transition-opacity duration-base data-ending-style:opacity-0 data-starting-style:opacity-0';

/** Centered on desktops, at the bottom on phones. */
export const DIALOG_VIEWPORT =
  'fixed inset-0 z-30 grid place-items-center p-4 max-wide:place-items-end max-wide:justify-items-stretch max-wide:px-0 max-wide:pt-6 max-wide:pb-0';

export function dialogStyle(width: string): string {
  return (
    `flex max-h-full min-h-0 w-full flex-col overflow-hidden rounded-dialog bg-surface-raised text-text shadow-dialog outline-none ${width} ` +
    'transition-[opacity,translate,scale] duration-base data-starting-style:opacity-0 data-ending-style:opacity-0 ' +
    'wide:data-starting-style:scale-[0.98] wide:data-ending-style:scale-[0.98] ' +
    'max-wide:rounded-b-none max-wide:data-starting-style:translate-y-8 max-wide:data-ending-style:translate-y-8'
  );
}
