'use client';

import type { ComponentPropsWithRef } from 'react';
import { controlStyle } from './control-style.ts';
import { useFieldControl } from './field-context.ts';

/** Multi-line text. It grows with its content where the browser supports it. */
export function TextArea({ className, ...props }: ComponentPropsWithRef<'textarea'>) {
  const wiring = useFieldControl(props);
  return (
    <textarea
      rows={3}
      {...props}
      {...wiring}
      readOnly={wiring['aria-disabled'] ?? props.readOnly}
      className={controlStyle('md', `max-h-60 py-2 leading-5 [field-sizing:content] ${className ?? ''}`)}
    />
  );
}
