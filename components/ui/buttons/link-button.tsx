import { clsx } from 'clsx';
import type { ComponentPropsWithRef, ReactNode } from 'react';

export interface LinkButtonProps extends ComponentPropsWithRef<'button'> {
  icon?: ReactNode;
}

/** A button that looks like a link, for small actions in text and lists. */
export function LinkButton({ icon, className, children, ...props }: LinkButtonProps) {
  return (
    <button
      type="button"
      {...props}
      className={clsx(
        'inline-flex min-h-target items-center gap-1.5 font-medium text-accent hover:text-accent-hover hover:link-underline',
        'disabled:cursor-not-allowed disabled:text-text-faint disabled:no-underline [&_svg]:size-4 [&_svg]:flex-none',
        className,
      )}
    >
      {icon}
      {children}
    </button>
  );
}
