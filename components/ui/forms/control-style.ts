import { clsx } from 'clsx';

export type ControlSize = 'md' | 'sm';

/** The border of form controls. The ring is drawn on the border, so that it is never clipped. */
export const CONTROL_EDGE =
  'border border-border-control bg-surface outline-none focus-within:border-focus focus-within:ring-1 focus-within:ring-focus ' +
  'focus-visible:border-focus focus-visible:ring-1 focus-visible:ring-focus ' +
  'aria-invalid:border-error aria-invalid:ring-1 aria-invalid:ring-error has-aria-invalid:border-error has-aria-invalid:ring-1 has-aria-invalid:ring-error ' +
  'aria-invalid:focus-visible:ring-2 has-aria-invalid:focus-within:ring-2 ' +
  'disabled:cursor-not-allowed disabled:border-border-strong disabled:bg-surface-sunken disabled:text-text-faint ' +
  'aria-disabled:cursor-not-allowed aria-disabled:border-border-strong aria-disabled:bg-surface-sunken has-[input[aria-disabled]]:border-border-strong has-[input[aria-disabled]]:bg-surface-sunken';

const SIZES: Record<ControlSize, string> = {
  md: 'min-h-control rounded-control px-3 text-base max-wide:min-h-11 max-wide:text-lg',
  sm: 'min-h-7.5 rounded-[0.4375rem] px-2 text-sm max-wide:min-h-9 max-wide:text-lg',
};

export function controlStyle(size: ControlSize, className?: string): string {
  return clsx('w-full min-w-0', CONTROL_EDGE, SIZES[size], className);
}
