import { useTranslations } from 'next-intl';
import { SheetBody } from '#components/layout/sheet.tsx';
import { parentSegmentBuildsPath, parentSegmentColumnsPath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import { Region } from '#components/ui/surfaces/region.tsx';
import { BuildsTable } from './builds-table.tsx';
import { ColumnsTable } from './columns-table.tsx';
import { KeyNumbers } from './key-numbers.tsx';
import { MatchRates } from './match-rates.tsx';
import { OverviewNotes } from './overview-notes.tsx';
import type { ShownParentSegment } from './shown-parent-segment.ts';

const BUILDS_SHOWN = 8;
const COLUMNS_SHOWN = 10;

export function Overview({ shown }: { shown: ShownParentSegment }) {
  const t = useTranslations('parent-segments');
  const { parentSegment, buildInUse, builds, tables } = shown;
  const { id } = parentSegment;
  const [customersTable] = tables;
  return (
    <SheetBody padded={false}>
      <OverviewNotes shown={shown} />
      {buildInUse?.result && <KeyNumbers shown={shown} result={buildInUse.result} />}
      <div className={buildInUse?.result ? 'grid xl:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)]' : undefined}>
        <Region
          title={t('history.title')}
          actions={
            builds.length > BUILDS_SHOWN && (
              <ButtonLink variant="quiet" size="sm" href={parentSegmentBuildsPath(id)}>
                {t('history.all')}
              </ButtonLink>
            )
          }
          last
          className={buildInUse?.result ? 'border-border xl:border-r' : undefined}
        >
          {builds.length === 0 ? (
            <EmptyState level={3} icon={null} title={t('history.empty')}>
              {t('notBuiltText')}
            </EmptyState>
          ) : (
            <BuildsTable builds={builds} maxRows={BUILDS_SHOWN} />
          )}
        </Region>
        {buildInUse?.result && (
          <div className="grid content-start max-xl:border-border max-xl:border-t">
            {buildInUse.result.joins.length > 0 && (
              <Region title={t('matches.title')}>
                <MatchRates result={buildInUse.result} />
              </Region>
            )}
            {customersTable && (
              <Region
                title={t('tabs.columns')}
                last
                actions={
                  <ButtonLink variant="quiet" size="sm" href={parentSegmentColumnsPath(id)}>
                    {t('columnsTable.all', { count: tables.reduce((sum, { columns }) => sum + columns.length, 0) })}
                  </ButtonLink>
                }
              >
                <ColumnsTable table={customersTable} result={buildInUse.result} maxRows={COLUMNS_SHOWN} />
              </Region>
            )}
          </div>
        )}
      </div>
    </SheetBody>
  );
}
