'use client';

import { clsx } from 'clsx';
import { type ReactNode, useId, useMemo } from 'react';
import { Help } from '../overlays/help.tsx';
import { FieldContext, joinIds } from './field-context.ts';
import { FieldError } from './field-error.tsx';

export interface FieldProps {
  label: ReactNode;
  /** One control, which takes its ID, description and state from the field. */
  children: ReactNode;
  help?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  /** A note after the label, such as "for the test, optional". */
  note?: ReactNode;
  className?: string;
}

export function Field({ label, children, help, error, required = false, note, className }: FieldProps) {
  const id = useId();
  const hasHelp = Boolean(help);
  const hasError = Boolean(error);
  const wiring = useMemo(() => {
    const describedBy = joinIds(hasError && `${id}-error`, hasHelp && `${id}-help`);
    return { id, required, invalid: hasError, describedBy };
  }, [id, required, hasError, hasHelp]);
  return (
    <FieldContext value={wiring}>
      <div className={clsx('grid min-w-0 content-start gap-1.5', className)}>
        <label htmlFor={id} className="font-semibold text-sm">
          {/* The asterisk is hidden from screen readers: the control itself is marked as required. */}
          <span className={required ? "after:text-error after:content-['_*'_/_'']" : undefined}>{label}</span>
          {note && <span className="font-normal text-text-muted"> {note}</span>}
        </label>
        {children}
        {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
        {help && <Help id={`${id}-help`}>{help}</Help>}
      </div>
    </FieldContext>
  );
}
