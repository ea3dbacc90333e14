import { CircleX } from 'lucide-react';
import type { ReactNode } from 'react';

/** Finds invalid controls and errors, the first of which gets the focus after a form was checked. */
export const INVALID_SELECTOR = '[aria-invalid=true], [data-field-error]';

/** The error below a field or a group of fields, announced to screen readers. */
export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} role="alert" data-field-error tabIndex={-1} className="flex gap-1.5 font-medium text-error text-xs">
      <CircleX aria-hidden className="mt-0.5 size-3.5 flex-none" />
      <span className="min-w-0">{children}</span>
    </p>
  );
}
