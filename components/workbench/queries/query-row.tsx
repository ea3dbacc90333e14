'use client';

import { useTranslations } from 'next-intl';
import { ConnectorGlyph } from '#components/connector/connector-glyph.tsx';
import { databasePath, queryPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Tile } from '#components/ui/surfaces/tile.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead } from '#components/ui/tables/table-head.tsx';
import { Time } from '#components/ui/text/time.tsx';
import { LastRun } from './last-run.tsx';
import type { ListedQuery, QueryActions } from './listed-query.ts';
import { QueryRowMenu } from './query-row-menu.tsx';
import { ScheduleSummary } from './schedule-summary.tsx';

export interface QueryRowProps {
  query: ListedQuery;
  actions: QueryActions;
}

export function QueryRow({ query, actions }: QueryRowProps) {
  const t = useTranslations('workbench.queries');
  const { id, name, database, engine, exportTo, schedule, lastRun, updatedAt } = query;
  return (
    <Tr>
      <RowHead className="wide:max-w-72 [overflow-wrap:anywhere]">
        <Link href={queryPath(id)} className="inline-flex min-h-target items-center">
          {name}
        </Link>
      </RowHead>
      <Td label={t('columns.database')} muted>
        {engine === 'duckdb' ? (
          <Link href={databasePath(database)} className="inline-flex min-h-target items-center text-text-muted">
            {database}
          </Link>
        ) : (
          database
        )}
      </Td>
      <Td label={t('columns.engine')} muted className="lg:max-xl:hidden">
        {t(`engines.${engine}`)}
      </Td>
      <Td label={t('columns.export')} muted={exportTo === null} className="wide:max-w-44">
        {exportTo === null ? (
          '—'
        ) : (
          <span className="flex min-w-0 items-center gap-2" title={exportTo.authentication}>
            <Tile size="sm">
              <ConnectorGlyph />
            </Tile>
            <span className="truncate">{exportTo.authentication}</span>
          </span>
        )}
      </Td>
      <Td label={t('columns.schedule')} muted={schedule === null}>
        <ScheduleSummary id={id} schedule={schedule} />
      </Td>
      <Td label={t('columns.lastRun')} muted={lastRun === null}>
        <LastRun run={lastRun} />
      </Td>
      <Td label={t('columns.updated')} muted>
        <Time value={updatedAt} />
      </Td>
      <Td corner end>
        <QueryRowMenu query={query} actions={actions} />
      </Td>
    </Tr>
  );
}
