import { useTranslations } from 'next-intl';
import { Pagination } from '#components/ui/tables/pagination.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { TableFoot } from '#components/ui/tables/table-foot.tsx';
import { Th } from '#components/ui/tables/table-head.tsx';
import type { ReceivedSummary } from './received-request.ts';
import { ReceivedRow } from './received-row.tsx';

export interface ReceivedTableProps {
  requests: readonly (ReceivedSummary & { href: string })[];
  openId: string | undefined;
  newestHref: string | undefined;
  olderHref: string | undefined;
}

export function ReceivedTable({ requests, openId, newestHref, olderHref }: ReceivedTableProps) {
  const t = useTranslations('sandbox');
  return (
    <>
      <Table label={t('table')} cards>
        <thead>
          <tr>
            <Th>{t('columns.time')}</Th>
            <Th>{t('columns.account')}</Th>
            <Th>{t('columns.status')}</Th>
            <Th end>{t('columns.events')}</Th>
            <Th>{t('columns.test')}</Th>
          </tr>
        </thead>
        <tbody>
          {requests.map(({ href, ...request }) => (
            <ReceivedRow key={request.id} request={request} href={href} isOpen={request.id === openId} />
          ))}
        </tbody>
      </Table>
      <TableFoot>
        <p>{t('shown', { count: requests.length })}</p>
        <Pagination newerHref={newestHref} olderHref={olderHref} />
      </TableFoot>
    </>
  );
}
