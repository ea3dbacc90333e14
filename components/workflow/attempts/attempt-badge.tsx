import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/feedback/badge.tsx';
import type { AttemptSummary } from '#lib/core/workflow/view/attempt-view.ts';

export function AttemptBadge({
  attempt: { state, isCancelRequested },
}: {
  attempt: Pick<AttemptSummary, 'state' | 'isCancelRequested'>;
}) {
  const t = useTranslations('workflow-attempts');
  return <Badge tone={state}>{isCancelRequested ? t('killing') : t(`states.${state}`)}</Badge>;
}
