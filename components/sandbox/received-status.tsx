import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/feedback/badge.tsx';
import type { ReceivedSummary } from './received-request.ts';

/** The sandbox's response status, or that it dropped the connection, and what became of the events. */
export function ReceivedStatus({ request }: { request: Pick<ReceivedSummary, 'status' | 'count' | 'rejected'> }) {
  const t = useTranslations('sandbox');
  const { status, count, rejected } = request;
  if (status === null)
    return (
      <Badge tone="unsure" plain>
        {t('broken')}
      </Badge>
    );
  // With such a response, the other events of the request are accepted.
  if (rejected > 0)
    return (
      <Badge tone={rejected < count ? 'warning' : 'error'} plain>
        {t('rejected', { status, rejected, count })}
      </Badge>
    );
  const isAccepted = status < 300;
  return (
    <Badge tone={isAccepted ? 'success' : 'error'} plain>
      {t(isAccepted ? 'accepted' : 'refused', { status })}
    </Badge>
  );
}
