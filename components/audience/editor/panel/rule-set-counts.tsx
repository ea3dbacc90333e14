'use client';

import { useTranslations } from 'next-intl';
import { ShareBar, shareOf } from '#components/ui/charts/share.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { RuleSetNumber } from '../rule-sets/rule-set-number.tsx';
import type { RuleSetDraft } from '../state/rule-draft.ts';

export interface RuleSetCountsProps {
  ruleSets: readonly RuleSetDraft[];
  /** Empty until the rule sets are counted. */
  counts: readonly number[];
  total: number;
}

/** How many customers each rule set matches on its own. */
export function RuleSetCounts({ ruleSets, counts, total }: RuleSetCountsProps) {
  const t = useTranslations('segment-editor');
  return (
    <ul aria-label={t('population.ruleSets')} className="grid gap-2 text-xs">
      {ruleSets.map(({ key, description }, index) => {
        const count = counts[index];
        return (
          <li key={key} className="grid grid-cols-[1.125rem_minmax(0,1fr)_auto] items-center gap-x-2 gap-y-0.75">
            <RuleSetNumber number={index + 1} small />
            <span className="truncate text-text-muted">{description ?? t('ruleSet.name', { number: index + 1 })}</span>
            {count === undefined ? <span className="text-text-faint">…</span> : <Num value={count} />}
            <ShareBar value={count === undefined ? 0 : shareOf(count, total)} className="col-span-2 col-start-2" />
          </li>
        );
      })}
    </ul>
  );
}
