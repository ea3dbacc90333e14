import type { ReactNode } from 'react';

/** The form of a step, with `aside` next to it or, on narrow screens, below it. */
export function StepColumns({ children, aside }: { children: ReactNode; aside: ReactNode }) {
  return (
    <div className="grid content-start gap-8 p-6 max-wide:px-4 max-wide:pt-4 xl:grid-cols-[minmax(0,1fr)_minmax(0,30rem)]">
      <div className="grid max-w-150 content-start gap-6">{children}</div>
      <div className="min-w-0">{aside}</div>
    </div>
  );
}
