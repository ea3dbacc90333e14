'use client';

import type { ComponentPropsWithRef, ReactNode } from 'react';
import { GateTooltip } from '#components/access/gate-tooltip.tsx';
import { ignoreEvent, type Needs, useGate } from '#components/access/use-gate.ts';
import { type ButtonSize, iconButtonStyle } from './button-style.ts';
import { useKeptFocus } from './use-kept-focus.ts';

export interface IconButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'children' | 'aria-label'> {
  /** The accessible name, also shown on hover and focus. */
  label: string;
  icon: ReactNode;
  variant?: 'plain' | 'outline';
  size?: ButtonSize;
  /** As in Button. */
  needs?: Needs;
}

export function IconButton({
  label,
  icon,
  variant = 'plain',
  size = 'md',
  className,
  needs,
  ...props
}: IconButtonProps) {
  const gate = useGate(needs);
  const focus = useKeptFocus(props);
  return (
    <GateTooltip gate={gate} text={label}>
      <button
        type="button"
        {...props}
        {...focus}
        {...gate.props}
        {...(gate.reason !== undefined && { disabled: false, onClick: ignoreEvent })}
        aria-label={label}
        className={iconButtonStyle(variant, size, className)}
      >
        {icon}
      </button>
    </GateTooltip>
  );
}
