'use client';

import type { ComponentPropsWithRef } from 'react';
import { controlStyle } from './control-style.ts';
import { useFieldControl } from './field-context.ts';

export function Textarea({ className, ...props }: ComponentPropsWithRef<'textarea'>) {
  const wiring = useFieldControl(props);
  return <textarea rows={4} {...props} {...wiring} className={controlStyle('md', `py-2 ${className ?? ''}`)} />;
}
