import type { ReactNode } from 'react';

/** Something to know before the button is pressed. */
export function BeforeNote({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)] gap-3">
      {icon}
      <div>{children}</div>
    </li>
  );
}
