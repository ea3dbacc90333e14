import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Repeats } from '#components/export-steps/use-repeats.ts';
import { PersonalToggle } from '#components/ui/buttons/personal-toggle.tsx';
import { Spinner } from '#components/ui/feedback/spinner.tsx';
import { Segmented } from '#components/ui/forms/segmented.tsx';
import type { RepeatChoice } from '#lib/core/job/job.ts';
import { repeatsOf } from '#lib/core/review/repeats/repeats-view.ts';

const CHOICES = ['first', 'last', 'keep'] as const satisfies readonly RepeatChoice[];

export interface RepeatsBarProps {
  repeats: Repeats;
  choice: RepeatChoice;
  onChoose: (choice: RepeatChoice) => void;
  isPersonalShown: boolean;
  onPersonal: (isShown: boolean) => void;
  /** Opens the filters on narrow screens. */
  filters: ReactNode;
}

/** How many records repeat others, and which records of each event are sent. */
export function RepeatsBar({ repeats, choice, onChoose, isPersonalShown, onPersonal, filters }: RepeatsBarProps) {
  const t = useTranslations('review.repeats');
  const b = (chunks: ReactNode) => <b className="font-semibold text-text">{chunks}</b>;
  const count = repeats?.state === 'ready' ? repeatsOf(repeats) : 0;
  return (
    <div className="col-span-full flex flex-wrap items-center gap-x-6 gap-y-2 border-border border-b px-6 py-2.5 text-sm max-wide:px-4">
      <p role="status" className="min-w-0 text-text-muted">
        {repeats?.state === 'ready' && count > 0 && t.rich('found', { b, ...repeats, count })}{' '}
        {repeats?.state === 'ready' && count > 0 && t(`effect.${choice}`, { count })}
        {repeats?.state === 'ready' && count === 0 && t('none')}
        {repeats?.state === 'failed' && t('failed')}
        {(repeats === undefined || repeats.state === 'counting') && (
          <span className="flex items-center gap-2">
            <Spinner /> {t('counting')}
          </span>
        )}
      </p>
      <div className="ml-auto flex flex-wrap items-center gap-x-4 gap-y-2 max-wide:ml-0">
        {filters}
        <span className="flex items-center gap-2 text-text-muted">
          <span aria-hidden>{t('choice')}</span>
          <Segmented
            needs="uploads.write"
            label={t('choice')}
            value={choice}
            onValueChange={onChoose}
            options={CHOICES.map((value) => ({ value, label: t(`choices.${value}`) }))}
          />
        </span>
        <PersonalToggle isShown={isPersonalShown} onChange={onPersonal} />
      </div>
    </div>
  );
}
