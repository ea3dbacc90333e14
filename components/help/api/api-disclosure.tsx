import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

/** A disclosure with details of an operation or shape. */
export function ApiDisclosure({ head, children }: { head: ReactNode; children: ReactNode }) {
  return (
    <details className="group">
      <summary className="flex min-h-row list-none flex-wrap items-center gap-x-3 gap-y-0.5 py-2 text-sm hover:bg-surface-hover [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-4 flex-none text-text-muted transition-transform group-open:rotate-90"
        />
        {head}
      </summary>
      <div className="grid gap-4 pb-5 wide:pl-7">{children}</div>
    </details>
  );
}
