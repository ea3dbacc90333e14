'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { JobControl } from '#components/job/job-controls.ts';
import { JobRefresh } from '#components/job/job-refresh.tsx';
import { JobSheet } from '#components/job/job-sheet.tsx';
import { FixButton } from '#components/job/resend/fix-button.tsx';
import { fixableOf } from '#components/job/resend/resend-option.ts';
import { useJob } from '#components/job/use-job.ts';
import { SheetBody, SheetFoot } from '#components/layout/sheet.tsx';
import { recordsCsvPath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import type { JobView } from '#lib/core/view/job-view.ts';
import type { RecordQuery } from '#lib/core/view/record-query.ts';
import { RecordsList, type RecordsListProps } from './list/records-list.tsx';
import { RecordDrawer } from './record/record-drawer.tsx';
import { useCurrentRecord } from './record/use-current-record.ts';
import { useRecordKeys } from './record/use-record-keys.ts';
import { RecordsFacets } from './records-facets.tsx';

export interface RecordsPageProps
  extends Pick<RecordsListProps, 'records' | 'columns' | 'range' | 'fileGone' | 'facets' | 'codes'> {
  initial: JobView;
  query: RecordQuery;
  fix: JobControl;
}

/** Records with issues: filters on the left, the list, and the current record on the right. */
export function RecordsPage({ initial, query, fix, ...list }: RecordsPageProps) {
  const t = useTranslations('records');
  const job = useJob(initial);
  const [current, onOpen] = useCurrentRecord();
  const [isPersonalShown, setPersonalShown] = useState(false);
  const personal = { isShown: isPersonalShown, onChange: setPersonalShown };
  const onKeyDown = useRecordKeys({ records: list.records, current, onOpen });
  const index = list.records.findIndex(({ record }) => record === current);
  const neighbor = (by: number) => (index < 0 ? undefined : list.records[index + by]?.record);
  const hasCsv = (job.story?.open ?? 0) > 0 && !list.fileGone;
  const fixable = fixableOf(job);
  const actions = (className: string) =>
    hasCsv && (
      <>
        <ButtonLink href={recordsCsvPath(job.id)} download="" icon={<Download aria-hidden />} className={className}>
          {t('csv')}
        </ButtonLink>
        {fixable && <FixButton {...fixable} fix={fix} variant="primary" className={className} />}
      </>
    );
  return (
    <JobSheet job={job} pageTitle={t('title')} actions={actions('max-wide:hidden')}>
      <JobRefresh initial={initial} job={job} />
      <SheetBody padded={false} className="flex wide:overflow-hidden! max-wide:flex-col">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: it only handles keys of the focused element inside */}
        <div
          onKeyDown={onKeyDown}
          className={`min-h-0 min-w-0 flex-1 wide:grid ${current === undefined ? 'lg:grid-cols-[14.5rem_minmax(0,1fr)]' : 'wide:grid-cols-[minmax(0,1fr)_25rem] xl:grid-cols-[14.5rem_minmax(0,1fr)_25rem]'}`}
        >
          <div
            className={`overflow-auto border-border border-r py-4 pr-3 pl-4 ${current === undefined ? 'max-lg:hidden' : 'max-xl:hidden'}`}
          >
            <RecordsFacets job={job} query={query} facets={list.facets} codes={list.codes} />
          </div>
          {/* Not the polled `job`: once it ends, a list that was still empty would say that all were accepted. */}
          <RecordsList job={initial} query={query} current={current} onOpen={onOpen} personal={personal} {...list} />
          {current !== undefined && (
            <RecordDrawer
              job={job}
              record={current}
              personal={personal}
              previous={neighbor(-1)}
              next={neighbor(1)}
              onOpen={onOpen}
            />
          )}
        </div>
      </SheetBody>
      {hasCsv && (
        <div className="contents wide:hidden">
          <SheetFoot>{actions('')}</SheetFoot>
        </div>
      )}
    </JobSheet>
  );
}
