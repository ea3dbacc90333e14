import { useTranslations } from 'next-intl';
import { Fact, Facts } from '#components/ui/surfaces/facts.tsx';
import { Num } from '#components/ui/text/num.tsx';
import type { ReceivedSummary } from './received-request.ts';
import { ReceivedStatus } from './received-status.tsx';

export function ReceivedFacts({ request }: { request: ReceivedSummary }) {
  const { account, count } = request;
  const t = useTranslations('sandbox.columns');
  return (
    <Facts labels="narrow">
      <Fact label={t('account')}>{account}</Fact>
      <Fact label={t('status')}>
        <ReceivedStatus request={request} />
      </Fact>
      <Fact label={t('events')}>
        <Num value={count} />
      </Fact>
    </Facts>
  );
}
