import type { ReactNode } from 'react';

/** A note about what sending will do. */
export function ForecastNote({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)] gap-3">
      {icon}
      <div>{children}</div>
    </li>
  );
}
