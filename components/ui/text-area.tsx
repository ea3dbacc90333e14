'use client';

import type { ComponentPropsWithRef } from 'react';
import { controlStyle } from './control-style.ts';
import { useFieldControl } from './field-context.ts';

export interface TextAreaProps extends ComponentPropsWithRef<'textarea'> {
  /** Codes and values, in fixed width. */
  mono?: boolean;
}

/** Text as it was pasted, with its line ends. */
export function TextArea({ mono = false, className, ...props }: TextAreaProps) {
  const wiring = useFieldControl(props);
  return (
    <textarea
      rows={2}
      {...props}
      {...wiring}
      className={controlStyle('md', `resize-y py-2 [overflow-wrap:anywhere] ${mono ? 'mono' : ''} ${className ?? ''}`)}
    />
  );
}
