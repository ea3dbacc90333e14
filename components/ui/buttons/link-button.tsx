'use client';

import { clsx } from 'clsx';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import { GateTooltip } from '#components/access/gate-tooltip.tsx';
import { ignoreEvent, type Needs, useGate } from '#components/access/use-gate.ts';
import { useKeptFocus } from './use-kept-focus.ts';

export interface LinkButtonProps extends ComponentPropsWithRef<'button'> {
  icon?: ReactNode;
  /** As in Button. */
  needs?: Needs;
}

/** A button that looks like a link, for small actions in text and lists. */
export function LinkButton({ icon, className, children, needs, ...props }: LinkButtonProps) {
  const gate = useGate(needs);
  const focus = useKeptFocus(props);
  return (
    <GateTooltip gate={gate}>
      <button
        type="button"
        {...props}
        {...focus}
        {...gate.props}
        {...(gate.reason !== undefined && { disabled: false, onClick: ignoreEvent })}
        className={clsx(
          'inline-flex min-h-target items-center gap-1.5 font-medium text-accent hover:text-accent-hover hover:link-underline',
          'disabled:cursor-not-allowed disabled:text-text-faint disabled:no-underline aria-disabled:cursor-not-allowed aria-disabled:text-text-faint aria-disabled:no-underline [&_svg]:size-4 [&_svg]:flex-none',
          className,
        )}
      >
        {icon}
        {children}
      </button>
    </GateTooltip>
  );
}
