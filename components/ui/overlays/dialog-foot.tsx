import type { ReactNode } from 'react';

export function DialogFoot({ children }: { children: ReactNode }) {
  return (
    <footer className="flex flex-none flex-wrap items-center justify-end gap-2 border-border border-t bg-surface-sunken px-6 py-3.5 max-wide:px-4 max-wide:py-3">
      {children}
    </footer>
  );
}
