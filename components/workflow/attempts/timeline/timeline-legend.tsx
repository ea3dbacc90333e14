import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import type { TimelineRow, TimelineSpan } from '#lib/core/workflow/view/attempt-timeline.ts';
import { SPAN_STYLE } from './timeline-bars.tsx';

const KINDS: readonly TimelineSpan['kind'][] = ['success', 'running', 'error', 'waiting', 'canceled', 'kept', 'group'];

/** The meaning of the patterns that occur in the rows. */
export function TimelineLegend({ rows }: { rows: readonly TimelineRow[] }) {
  const t = useTranslations('workflow-attempts.legend');
  const used = new Set(rows.flatMap(({ spans }) => spans.map(({ kind }) => kind)));
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 px-6 pt-3 text-text-muted text-xs max-wide:px-4">
      {KINDS.filter((kind) => used.has(kind)).map((kind) => (
        <li key={kind} className="inline-flex items-center gap-1.5">
          <i aria-hidden className={clsx('inline-block w-5', SPAN_STYLE[kind], isBar(kind) && 'h-2.5!')} />
          {t(kind)}
        </li>
      ))}
    </ul>
  );
}

function isBar(kind: TimelineSpan['kind']): boolean {
  return kind !== 'waiting' && kind !== 'group';
}
