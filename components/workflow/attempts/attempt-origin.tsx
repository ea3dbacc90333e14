import { useTranslations } from 'next-intl';
import { workflowAttemptPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { type OriginView, shortName } from '#lib/core/workflow/view/attempt-view.ts';

/** What started an attempt; if it was a task, with a link to the task's attempt. */
export function AttemptOrigin({ origin }: { origin: OriginView }) {
  const t = useTranslations('workflow-attempts.origin');
  if (origin.kind === 'retry') {
    const task = origin.mode === 'from' ? shortName(origin.from) : '';
    const { mode, number } = origin;
    return number === undefined ? t(`retryOfDeleted.${mode}`, { task }) : t(`retry.${mode}`, { task, number });
  }
  if (origin.kind !== 'task' || origin.number === undefined) return t(origin.kind);
  return <Link href={workflowAttemptPath(origin.attempt)}>{t('task')}</Link>;
}
