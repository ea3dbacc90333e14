import { Square, SquareCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { Num } from '../text/num.tsx';

/** A filter value with its count. */
export interface Facet {
  key: string;
  name: ReactNode;
  /** A code, shown below the name. */
  note?: string;
  /** Facets with icons are exclusive; others have a checkbox and can be cleared. */
  icon?: ReactNode;
  /** Null while unknown, undefined if not counted. */
  count: number | null | undefined;
  isChosen: boolean;
}

export const FACET_STYLE =
  'grid min-h-8 w-full grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-2 rounded-control px-2 py-0.75 text-start leading-4.5 text-text ' +
  'hover:bg-surface-hover hover:text-text hover:no-underline focus-visible:outline-offset-0 max-wide:min-h-11 ' +
  'aria-[current=true]:bg-surface-selected aria-pressed:bg-surface-selected';

export function FacetContent({ name, note, icon, count, isChosen }: Omit<Facet, 'key'>) {
  const Box = isChosen ? SquareCheck : Square;
  return (
    <>
      {icon ?? <Box aria-hidden className={`size-4.5 ${isChosen ? 'text-accent' : 'text-border-control'}`} />}
      <span className={`min-w-0 [overflow-wrap:anywhere] ${isChosen ? 'font-semibold text-accent-soft-text' : ''}`}>
        {name}
        {note && (
          <span
            className={`mono block truncate font-normal text-xs ${isChosen ? 'text-text-muted' : 'text-text-faint'}`}
            title={note}
          >
            {note}
          </span>
        )}
      </span>
      <span className="text-text-muted text-xs">
        {count === null ? '…' : count !== undefined && <Num value={count} />}
      </span>
    </>
  );
}
