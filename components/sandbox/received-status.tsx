import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/feedback/badge.tsx';

/** The sandbox's response status; null if it dropped the connection. */
export function ReceivedStatus({ status }: { status: number | null }) {
  const t = useTranslations('sandbox');
  if (status === null)
    return (
      <Badge tone="unsure" plain>
        {t('broken')}
      </Badge>
    );
  const isAccepted = status < 300;
  return (
    <Badge tone={isAccepted ? 'success' : 'error'} plain>
      {t(isAccepted ? 'taken' : 'refused', { status })}
    </Badge>
  );
}
