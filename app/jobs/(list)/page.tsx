import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { JobsTabs } from '#components/job/jobs-tabs.tsx';
import { JobsFilter } from '#components/jobs/list/jobs-filter.tsx';
import { JobsSearch } from '#components/jobs/list/jobs-search.tsx';
import { JobsTable } from '#components/jobs/list/jobs-table.tsx';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { JOBS, jobsHref, NEW_EXPORT } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { ListEmpty } from '#components/ui/feedback/list-empty.tsx';
import { Pagination } from '#components/ui/tables/pagination.tsx';
import { TableFoot } from '#components/ui/tables/table-foot.tsx';
import { viewJobList } from '#lib/commands/console/jobs.ts';
import { readJobListQuery } from '#lib/core/job/job-list.ts';
import { requestTimeZone } from '#lib/web/request/request-time-zone.ts';
import { load } from '#lib/web/run-command.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('jobs'))('title') };
}

export default async function JobsPage({ searchParams }: PageProps<'/jobs'>) {
  const t = await getTranslations('jobs');
  const emptyText = await getTranslations('jobs.empty');
  const query = readJobListQuery(await searchParams);
  const { jobs, newer, older, counts, withRejects, authentication, drafts } = await load(viewJobList, {
    ...query,
    timeZone: await requestTimeZone(),
  });
  const hasAny = Object.keys(counts).length > 0;
  const firstPage = { ...query, before: undefined, after: undefined };
  return (
    <Sheet>
      <SheetHead
        title={t('title')}
        actions={
          <ButtonLink variant="primary" href={NEW_EXPORT}>
            {t('upload')}
          </ButtonLink>
        }
      />
      <JobsTabs jobCount={Object.values(counts).reduce((sum, count) => sum + count, 0)} draftCount={drafts} />
      <SheetBody padded={false} className="px-6 pb-6 max-wide:px-4">
        {hasAny && (
          <>
            <JobsSearch query={query} />
            <JobsFilter counts={counts} countWithRejects={withRejects} query={query} authentication={authentication} />
          </>
        )}
        {jobs.length === 0 ? (
          <ListEmpty texts={emptyText} clearHref={hasAny ? JOBS : undefined} startHref={NEW_EXPORT} />
        ) : (
          <>
            <JobsTable jobs={jobs} query={query} />
            <TableFoot>
              <span>{t('list.count', { count: jobs.length })}</span>
              <Pagination
                newerHref={newer && jobsHref({ ...firstPage, after: newer })}
                olderHref={older && jobsHref({ ...firstPage, before: older })}
              />
            </TableFoot>
          </>
        )}
      </SheetBody>
    </Sheet>
  );
}
