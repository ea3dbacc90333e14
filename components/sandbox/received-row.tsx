import { useTranslations } from 'next-intl';
import { sandboxAccountPath } from '#components/paths.ts';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { Link } from '#components/ui/navigation/link.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead } from '#components/ui/tables/table-head.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { ReceivedSummary } from './received-request.ts';
import { ReceivedStatus } from './received-status.tsx';

export interface ReceivedRowProps {
  request: ReceivedSummary;
  /** The address of the request's details. */
  href: string;
  isOpen: boolean;
}

export function ReceivedRow({ request, href, isOpen }: ReceivedRowProps) {
  const t = useTranslations('sandbox');
  const { at, account, test, count } = request;
  return (
    <Tr selected={isOpen}>
      <RowHead>
        <Link href={href} scroll={false}>
          <Time value={at} shape="second" />
        </Link>
      </RowHead>
      <Td label={t('columns.account')}>
        <Link href={sandboxAccountPath(account)} className="tabular-nums">
          {account}
        </Link>
      </Td>
      <Td label={t('columns.status')}>
        <ReceivedStatus request={request} />
      </Td>
      <Td label={t('columns.events')} end>
        <Num value={count} />
      </Td>
      <Td corner>{test && <Badge tone="test">{t('test')}</Badge>}</Td>
    </Tr>
  );
}
