'use client';

import type { ComponentPropsWithRef, ReactNode } from 'react';
import { GateTooltip } from '#components/access/gate-tooltip.tsx';
import { ignoreEvent, type Needs, useGate } from '#components/access/use-gate.ts';
import { Spinner } from '../feedback/spinner.tsx';
import { type ButtonSize, type ButtonVariant, buttonStyle } from './button-style.ts';
import { useKeptFocus } from './use-kept-focus.ts';

export interface ButtonProps extends ComponentPropsWithRef<'button'> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
  /** Shows a spinner and ignores clicks, but keeps focus and size. */
  busy?: boolean;
  /** The permission that its command needs: the button is grayed out, with the reason, for visitors without it. */
  needs?: Needs;
}

export function Button({
  variant = 'outline',
  size = 'md',
  icon,
  busy = false,
  needs,
  className,
  children,
  ...props
}: ButtonProps) {
  const gate = useGate(needs);
  const focus = useKeptFocus(props);
  return (
    <GateTooltip gate={gate}>
      <button
        type="button"
        {...props}
        {...focus}
        {...(busy && { 'aria-disabled': true, 'aria-busy': true, onClick: ignoreEvent })}
        {...gate.props}
        {...(gate.reason !== undefined && { disabled: false, onClick: ignoreEvent })}
        className={buttonStyle(variant, size, className)}
      >
        {busy ? <Spinner /> : icon}
        {children}
      </button>
    </GateTooltip>
  );
}
