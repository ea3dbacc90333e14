'use client';

import { type AriaAttributes, createContext, type ReactNode, use, useId } from 'react';
import { ignoreEvent, type Needs, useGate } from '#components/access/use-gate.ts';

export interface FieldControlContext {
  id: string;
  required: boolean;
  invalid: boolean;
  describedBy: string | undefined;
}

export const FieldContext = createContext<FieldControlContext | null>(null);

/**
 * The attributes that connect a control to its field's label, help and error. The control's own ID takes precedence;
 * its own descriptions are added.
 */
export function useFieldControl(
  own: Pick<AriaAttributes, 'aria-describedby' | 'aria-invalid'> & { id?: string | undefined },
) {
  const field = use(FieldContext);
  const fallback = useId();
  const gate = useGate(undefined);
  return {
    id: own.id ?? field?.id ?? fallback,
    ...gate.props,
    'aria-describedby': joinIds(field?.describedBy, own['aria-describedby'], gate.reasonId),
    'aria-invalid': own['aria-invalid'] || field?.invalid || undefined,
    'aria-required': field?.required || undefined,
  };
}

export interface CheckControlOptions {
  help: ReactNode;
  needs: Needs;
  /** What else describes the control. */
  describedBy: string | undefined;
}

/** What a checkbox and a switch share: their help, and that they ignore a person who lacks the permission. */
export function useCheckControl({ help, needs, describedBy }: CheckControlOptions) {
  const helpId = useId();
  const gate = useGate(needs);
  const gatedProps = {
    ...gate.props,
    ...(gate.reason !== undefined && { onClick: ignoreEvent, onChange: ignoreEvent }),
    'aria-describedby': joinIds(help ? helpId : undefined, describedBy, gate.reasonId),
  };
  return { gate, helpId, gatedProps };
}

/** The value of an attribute that lists IDs, such as `aria-describedby`. */
export function joinIds(...ids: readonly (string | false | undefined)[]): string | undefined {
  return ids.filter(Boolean).join(' ') || undefined;
}
