import { useTranslations } from 'next-intl';
import { SheetBody } from '#components/layout/sheet.tsx';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import { TableFoot } from '#components/ui/tables/table-foot.tsx';
import type { Build } from '#lib/core/audience/build.ts';
import { BuildsTable } from './builds-table.tsx';

export interface BuildsPageProps {
  builds: readonly Build[];
  /** The build before the oldest one on the page, for the change in the last row. */
  precedingBuild: Build | null;
  olderHref: string | undefined;
}

export function BuildsPage({ builds, precedingBuild, olderHref }: BuildsPageProps) {
  const t = useTranslations('parent-segments');
  if (builds.length === 0)
    return (
      <SheetBody>
        <EmptyState icon={null} title={t('history.empty')}>
          {t('notBuiltText')}
        </EmptyState>
      </SheetBody>
    );
  return (
    <SheetBody padded={false} className="px-6 pb-6 max-wide:px-4">
      <BuildsTable builds={precedingBuild ? [...builds, precedingBuild] : builds} maxRows={builds.length} />
      <TableFoot>
        {t('history.count', { count: builds.length })}
        {olderHref !== undefined && (
          <ButtonLink size="sm" href={olderHref}>
            {t('history.older')}
          </ButtonLink>
        )}
      </TableFoot>
    </SheetBody>
  );
}
