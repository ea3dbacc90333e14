import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/feedback/badge.tsx';

/** What the sandbox answered; nothing where the connection was broken off. */
export function ReceivedStatus({ status }: { status: number | null }) {
  const t = useTranslations('sandbox');
  if (status === null)
    return (
      <Badge tone="unsure" plain>
        {t('broken')}
      </Badge>
    );
  const taken = status < 300;
  return (
    <Badge tone={taken ? 'success' : 'error'} plain>
      {t(taken ? 'taken' : 'refused', { status })}
    </Badge>
  );
}
