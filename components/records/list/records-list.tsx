'use client';

import { useTranslations } from 'next-intl';
import { recordsPath } from '#components/paths.ts';
import type { ListedColumn, ListedRecord } from '#components/record/listed-record.ts';
import { MissingFileBanner } from '#components/record/missing-file-banner.tsx';
import type { PersonalToggleProps } from '#components/ui/buttons/personal-toggle.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import type { JobView } from '#lib/core/view/job-view.ts';
import { type RecordFacets, type RecordQuery, recordQueryString } from '#lib/core/view/record-query.ts';
import type { CodeCount, FileGone } from '#lib/core/view/record-view.ts';
import { RecordsBar } from '../records-bar.tsx';
import { RecordsFoot, type RecordsRange } from '../records-foot.tsx';
import { RecordsCards } from './records-cards.tsx';
import { RecordsEmpty } from './records-empty.tsx';
import { RecordsGrid } from './records-grid.tsx';
import { usePageValues } from './use-values.ts';

export interface RecordsListProps {
  job: JobView;
  query: RecordQuery;
  records: readonly ListedRecord[];
  columns: readonly ListedColumn[];
  range: RecordsRange;
  fileGone: FileGone | null;
  current: number | undefined;
  onOpen: (record: number | undefined) => void;
  personal: PersonalToggleProps;
  facets: RecordFacets | null;
  codes: readonly CodeCount[];
}

/** The toolbar, the grid or cards, and the pagination. */
export function RecordsList({
  job,
  query,
  records,
  columns,
  range,
  fileGone,
  current,
  onOpen,
  personal,
  facets,
  codes,
}: RecordsListProps) {
  const t = useTranslations('records');
  const recordsKey = `${records[0]?.record}-${records.at(-1)?.record}-${records.length}`;
  const values = usePageValues(job.id, query, recordsKey, personal.isShown);
  const label = t('of', { id: String(job.id) });
  const gridProps = {
    label,
    records,
    values: fileGone || values.isError ? { fileGone, records: [], constants: [] } : values.data,
    current,
    hrefOf: (record: number) => recordsPath(job.id) + recordQueryString({ ...query, record }),
    onOpen,
  };
  return (
    <section aria-label={label} className="flex min-h-0 min-w-0 flex-col">
      <RecordsBar job={job} query={query} total={range.total} personal={personal} facets={facets} codes={codes} />
      {(fileGone || values.isError) && (
        <div className="px-3 pb-2 max-wide:px-4">
          {fileGone ? <MissingFileBanner missing={fileGone} /> : <Banner tone="warning" title={t('grid.failed')} />}
        </div>
      )}
      {records.length === 0 ? (
        <div className="flex-1">
          <RecordsEmpty job={job} query={query} facets={facets} />
        </div>
      ) : (
        <>
          <section
            aria-label={t('grid.scrolls')}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable content must be reachable by keyboard
            tabIndex={0}
            className="min-h-0 flex-1 scroll-pt-10 scroll-pl-20 overflow-auto border-border border-t -outline-offset-2 max-wide:hidden"
          >
            <RecordsGrid {...gridProps} columns={columns} />
          </section>
          <RecordsCards {...gridProps} />
        </>
      )}
      <RecordsFoot job={job.id} query={query} range={range} />
    </section>
  );
}
