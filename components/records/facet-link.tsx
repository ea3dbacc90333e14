import { Square, SquareCheck } from 'lucide-react';
import Link from 'next/link';
import { recordsPath } from '#components/jobs/jobs-address.ts';
import { Num } from '#components/ui/num.tsx';
import { recordQueryString } from '#lib/core/record-query.ts';
import type { Facet } from './facet-group.tsx';

/** One choice. Those with an icon of their own replace each other; the others can be taken back. */
export function FacetLink({ facet, job }: { facet: Facet; job: number }) {
  const { name, code, icon, count, isChosen, query } = facet;
  const Box = isChosen ? SquareCheck : Square;
  return (
    <Link
      href={recordsPath(job) + recordQueryString(query)}
      scroll={false}
      prefetch={false}
      aria-current={isChosen ? 'true' : undefined}
      className={
        'grid min-h-8 grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-2 rounded-control px-2 py-0.75 text-text leading-4.5 hover:bg-surface-hover hover:text-text hover:no-underline focus-visible:outline-offset-0 ' +
        'aria-[current=true]:bg-surface-selected max-wide:min-h-11'
      }
    >
      {icon ?? <Box aria-hidden className={`size-4.5 ${isChosen ? 'text-accent' : 'text-border-control'}`} />}
      <span className={`min-w-0 [overflow-wrap:anywhere] ${isChosen ? 'font-semibold text-accent-soft-text' : ''}`}>
        {name}
        {code && (
          <span className="mono block truncate font-normal text-text-faint text-xs" title={code}>
            {code}
          </span>
        )}
      </span>
      <span className="text-text-muted text-xs">
        <Num value={count} />
      </span>
    </Link>
  );
}
