import { clsx } from 'clsx';

export type ButtonVariant = 'primary' | 'outline' | 'soft' | 'quiet' | 'danger';
export type ButtonSize = 'md' | 'sm';

const BASE =
  'inline-flex items-center justify-center gap-2 border rounded-control font-semibold leading-5 whitespace-nowrap select-none transition-colors ' +
  'no-underline hover:no-underline [&_svg]:size-4 [&_svg]:flex-none ' +
  'disabled:cursor-not-allowed disabled:bg-surface-sunken disabled:border-border disabled:text-text-faint ' +
  'aria-disabled:cursor-not-allowed aria-disabled:bg-surface-sunken aria-disabled:border-border aria-disabled:text-text-faint';

const VARIANTS: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-accent text-accent-contrast hover:bg-accent-hover hover:text-accent-contrast',
  outline:
    'border-border-strong bg-surface text-text hover:border-border-control hover:bg-surface-hover hover:text-text',
  soft: 'border-transparent bg-accent-soft text-accent-soft-text hover:border-accent hover:text-accent-soft-text',
  quiet: 'border-transparent bg-transparent text-accent hover:bg-accent-soft hover:text-accent-soft-text',
  danger: 'border-error bg-surface text-error hover:bg-error-bg hover:text-error',
};

const SIZES: Record<ButtonSize, string> = {
  md: 'min-h-control text-base max-wide:min-h-11',
  sm: 'min-h-7.5 text-sm gap-1.5 max-wide:min-h-9',
};

const PADDING: Record<ButtonSize, string> = { md: 'px-3.5', sm: 'px-2.5' };

/** The style of buttons and of links that look like buttons. */
export function buttonStyle(variant: ButtonVariant, size: ButtonSize, className?: string): string {
  const padding = variant === 'quiet' ? 'px-2.5' : PADDING[size];
  return clsx(BASE, VARIANTS[variant], SIZES[size], padding, className);
}

/** A square button with an icon only. */
export function iconButtonStyle(variant: 'plain' | 'outline', size: ButtonSize, className?: string): string {
  return clsx(
    BASE,
    SIZES[size],
    size === 'md' ? 'w-control max-wide:w-11' : 'w-7.5 max-wide:w-9',
    variant === 'outline' ? VARIANTS.outline : 'border-transparent text-text-muted',
    'p-0 hover:bg-surface-hover hover:text-text disabled:bg-transparent disabled:border-transparent',
    className,
  );
}
