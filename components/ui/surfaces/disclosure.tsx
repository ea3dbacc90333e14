'use client';

import { ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';

interface DisclosureProps {
  label: ReactNode;
  children: ReactNode;
  /** Shows the details when it becomes true. It never hides them, because a person may be typing in them. */
  open?: boolean;
}

/** Details that are hidden by default. */
export function Disclosure({ label, children, open = false }: DisclosureProps) {
  const [isOpen, setOpen] = useState(open);
  const [wasOpen, setWasOpen] = useState(open);
  if (open !== wasOpen) {
    setWasOpen(open);
    if (open) setOpen(true);
  }
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)} className="group">
      <summary className="inline-flex min-h-target list-none items-center gap-1.5 rounded-tag font-medium text-accent text-sm hover:text-accent-hover [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 transition-transform group-open:rotate-90" />
        {label}
      </summary>
      <div className="pt-4">{children}</div>
    </details>
  );
}
