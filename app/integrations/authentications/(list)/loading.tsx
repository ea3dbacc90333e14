import { getTranslations } from 'next-intl/server';
import { AuthenticationTableHead } from '#components/authentication/list/authentication-table-head.tsx';
import { AuthenticationsHead } from '#components/authentication/list/authentications-head.tsx';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { LoadingNote } from '#components/ui/feedback/skeleton-rows.tsx';
import { TableSkeleton } from '#components/ui/tables/table-skeleton.tsx';
import { connectors } from '#lib/connectors/registry.ts';

export default async function AuthenticationsLoading() {
  const t = await getTranslations('authentications');
  return (
    <Sheet>
      <AuthenticationsHead types={connectors.map(({ type }) => type)} />
      <SheetBody padded={false} className="px-6 pb-6 max-wide:px-4">
        <LoadingNote />
        <div className="h-11" />
        <TableSkeleton label={t('title')} rows={4} columns={9}>
          <AuthenticationTableHead />
        </TableSkeleton>
      </SheetBody>
    </Sheet>
  );
}
