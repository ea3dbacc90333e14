import { CircleX } from 'lucide-react';
import type { ReactNode } from 'react';

/** The error below a field, announced to screen readers. */
export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} role="alert" className="flex gap-1.5 font-medium text-error text-xs">
      <CircleX aria-hidden className="mt-0.5 size-3.5 flex-none" />
      <span className="min-w-0">{children}</span>
    </p>
  );
}
