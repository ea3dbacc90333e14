import { useTranslations } from 'next-intl';
import { ProgressBar } from '#components/ui/charts/progress-bar.tsx';
import type { BuildProgress } from '#lib/core/audience/build-progress.ts';

/** The progress of a running build. */
export function BuildProgressBar({ progress }: { progress: BuildProgress | null }) {
  const t = useTranslations('parent-segments');
  if (progress === null) return <ProgressBar label={t('building')} />;
  const { done, steps, table } = progress;
  const text =
    table === null ? t('counting', { step: done + 1, steps }) : t('writing', { table, step: done + 1, steps });
  return (
    <span className="grid gap-1">
      <ProgressBar label={t('building')} value={done} max={steps} text={text} />
      <span className="text-text-muted text-xs [overflow-wrap:anywhere]">{text}</span>
    </span>
  );
}
