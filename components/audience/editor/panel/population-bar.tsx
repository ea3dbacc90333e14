'use client';

import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import { Share, shareOf } from '#components/ui/charts/share.tsx';
import { Num } from '#components/ui/text/num.tsx';
import type { PopulationState } from './use-population.ts';

/** The population, at the bottom of screens where the panel is below the rules. */
export function PopulationBar({ population }: { population: PopulationState }) {
  const t = useTranslations('segment-editor.population');
  const { lastCounted, isCounting, isForCurrentRule } = population;
  if (!lastCounted) return null;
  return (
    <div
      aria-hidden
      className="flex flex-none items-baseline gap-2 border-border border-t bg-surface-sunken px-6 py-2.5 max-wide:sticky max-wide:bottom-0 max-wide:z-5 max-wide:px-4 xl:hidden"
    >
      <span className={clsx('font-semibold', (isCounting || !isForCurrentRule) && 'text-text-faint')}>
        <Num value={lastCounted.count} />
      </span>
      <span className="text-text-muted text-xs tabular-nums">
        {t.rich('ofCustomers', {
          total: lastCounted.total,
          share: () => <Share value={shareOf(lastCounted.count, lastCounted.total)} />,
        })}
      </span>
    </div>
  );
}
