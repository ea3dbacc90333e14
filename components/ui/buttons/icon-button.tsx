'use client';

import type { ComponentPropsWithRef, ReactNode } from 'react';
import { Tooltip } from '../overlays/tooltip.tsx';
import { type ButtonSize, iconButtonStyle } from './button-style.ts';

export interface IconButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'children' | 'aria-label'> {
  /** The accessible name, also shown on hover and focus. */
  label: string;
  icon: ReactNode;
  variant?: 'plain' | 'outline';
  size?: ButtonSize;
}

export function IconButton({ label, icon, variant = 'plain', size = 'md', className, ...props }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <button type="button" {...props} aria-label={label} className={iconButtonStyle(variant, size, className)}>
        {icon}
      </button>
    </Tooltip>
  );
}
