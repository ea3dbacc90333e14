'use client';

import type { ComponentPropsWithRef } from 'react';
import { type ControlSize, controlStyle } from './control-style.ts';
import { useFieldControl } from './field-context.ts';

export interface TextInputProps extends Omit<ComponentPropsWithRef<'input'>, 'size'> {
  controlSize?: ControlSize;
  /** Shows digits with equal widths. */
  tabularDigits?: boolean;
}

export function TextInput({ controlSize = 'md', tabularDigits = false, className, ...props }: TextInputProps) {
  const wiring = useFieldControl(props);
  return (
    <input
      type="text"
      {...props}
      {...wiring}
      readOnly={wiring['aria-disabled'] ?? props.readOnly}
      className={controlStyle(controlSize, `${tabularDigits ? 'tabular-nums' : ''} ${className ?? ''}`)}
    />
  );
}
