import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { stepPath } from '#components/paths.ts';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { Link } from '#components/ui/navigation/link.tsx';
import { countColumns, type Plan } from '#lib/core/record/plan.ts';
import type { AppliedMapping } from '#lib/core/saved-mapping/applied-mapping.ts';
import { unitAnswers, useUnitText } from './use-unit-text.ts';

export interface AppliedNoteProps {
  upload: number;
  plan: Plan;
  applied: AppliedMapping;
}

/** What a saved mapping applied to the file, with a link to each step where it can be reviewed and changed. */
export function AppliedNote({ upload, plan, applied }: AppliedNoteProps) {
  const t = useTranslations('exports.applied');
  const unitText = useUnitText();
  const { name, values, fixes, fixed, repeats } = applied;
  const unitTexts = unitAnswers(plan).map(unitText);
  const b = (chunks: ReactNode) => <b>{chunks}</b>;
  const parts = [
    t('columns', { count: countColumns(plan).matched }),
    ...(values > 0 ? [t('values', { count: values })] : []),
    ...unitTexts,
    ...(fixes > 0 ? [t('fixes', { count: fixes, records: fixed })] : []),
    ...(repeats ? [t(`repeats.${repeats}`)] : []),
  ];
  return (
    <Banner tone="info" className="col-span-full">
      <p>{t.rich('text', { name, b })}</p>
      <p>{parts.join(' · ')}</p>
      <p className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
        <Link href={stepPath(upload, 'header')}>{t('header')}</Link>
        <Link href={stepPath(upload, 'match')}>{t('match')}</Link>
        <Link href={stepPath(upload, 'review')}>{t('review')}</Link>
      </p>
    </Banner>
  );
}
