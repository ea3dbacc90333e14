import { useFormatter, useTranslations } from 'next-intl';
import type { Population } from '#lib/core/audience/segment.ts';

/** The recent populations of a segment as a line chart, with the oldest in words. */
export function PopulationLine({ populations }: { populations: readonly Population[] }) {
  const t = useTranslations('activation-wizard.reads');
  const format = useFormatter();
  const oldestFirst = populations.toReversed();
  const [oldest] = oldestFirst;
  const points = pointsOf(oldestFirst.map(({ customers }) => customers));
  return (
    <div className="grid grid-cols-[7.5rem_minmax(0,1fr)] gap-2 border-border border-t pt-4 text-sm">
      <p className="text-text-muted">{t('recent')}</p>
      <div>
        <svg aria-hidden viewBox="0 0 100 100" preserveAspectRatio="none" className="h-14 w-full overflow-visible">
          <path d={`M0,100 L${points} L100,100 Z`} className="fill-accent-soft" />
          <path d={`M${points}`} vectorEffect="non-scaling-stroke" className="fill-none stroke-2 stroke-accent" />
        </svg>
        {oldest && (
          <p className="mt-1 text-text-muted text-xs tabular-nums">
            {t('oldest', {
              count: oldest.customers,
              date: format.dateTime(oldest.countedAt, { day: 'numeric', month: 'short' }),
            })}
          </p>
        )}
      </div>
    </div>
  );
}

/**
 * The points of the line in a square of 100. The lowest value is at a quarter of the height, the highest near the top,
 * so that small changes are visible.
 */
function pointsOf(values: readonly number[]): string {
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const step = 100 / (values.length - 1);
  return values.map((value, index) => `${index * step},${75 - ((value - low) / span) * 70}`).join(' L');
}
