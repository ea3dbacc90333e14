import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

/** Details that are hidden by default. */
export function Disclosure({ label, children, open }: { label: ReactNode; children: ReactNode; open?: boolean }) {
  return (
    <details open={open} className="group">
      <summary className="inline-flex min-h-target list-none items-center gap-1.5 rounded-tag font-medium text-accent text-sm hover:text-accent-hover [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 transition-transform group-open:rotate-90" />
        {label}
      </summary>
      <div className="pt-4">{children}</div>
    </details>
  );
}
