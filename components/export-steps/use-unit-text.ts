import { useTranslations } from 'next-intl';
import type { UnitQuestion } from '#lib/core/matching/unit-questions.ts';

/** An answered question in words. */
export function useUnitText(): (question: Pick<UnitQuestion, 'unit' | 'answer'>) => string {
  const t = useTranslations('exports.match.units.answers');
  return ({ unit, answer = '' }) => {
    if (unit === 'dates' || unit === 'decimals') return t(answer as 'day_first');
    return unit === 'country' ? t('country', { country: answer }) : answer;
  };
}
