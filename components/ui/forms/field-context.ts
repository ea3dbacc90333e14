'use client';

import { type AriaAttributes, createContext, use, useId } from 'react';

export interface FieldControlContext {
  id: string;
  required: boolean;
  invalid: boolean;
  describedBy: string | undefined;
}

export const FieldContext = createContext<FieldControlContext | null>(null);

/** The attributes that connect a control to its field's label, help and error; its own attributes take precedence. */
export function useFieldControl(
  own: Pick<AriaAttributes, 'aria-describedby' | 'aria-invalid'> & { id?: string | undefined },
) {
  const field = use(FieldContext);
  const fallback = useId();
  return {
    id: own.id ?? field?.id ?? fallback,
    'aria-describedby': join(field?.describedBy, own['aria-describedby']),
    'aria-invalid': own['aria-invalid'] || field?.invalid || undefined,
    'aria-required': field?.required || undefined,
  };
}

function join(...ids: (string | undefined)[]): string | undefined {
  return ids.filter(Boolean).join(' ') || undefined;
}
