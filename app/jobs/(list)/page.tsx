import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { JobsFilter } from '#components/jobs/list/jobs-filter.tsx';
import { JobsTable } from '#components/jobs/list/jobs-table.tsx';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { JOBS, jobsHref, readJobsQuery } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { ListEmpty } from '#components/ui/feedback/list-empty.tsx';
import { Pagination } from '#components/ui/tables/pagination.tsx';
import { TableFoot } from '#components/ui/tables/table-foot.tsx';
import { viewJobList } from '#lib/commands/console/jobs.ts';
import { load } from '#lib/web/run-command.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('jobs'))('title') };
}

export default async function JobsPage({ searchParams }: PageProps<'/jobs'>) {
  const t = await getTranslations('jobs');
  const empty = await getTranslations('jobs.empty');
  const query = readJobsQuery(await searchParams);
  const { state, authentication } = query;
  const list = await load(viewJobList, query);
  const { jobs, hasNewer, hasOlder, counts } = list;
  const hasAny = Object.keys(counts).length > 0;
  const [first] = jobs;
  const last = jobs.at(-1);
  return (
    <Sheet>
      <SheetHead
        title={t('title')}
        actions={
          <ButtonLink variant="primary" href="/exports/new">
            {t('newExport')}
          </ButtonLink>
        }
      />
      <SheetBody padded={false} className="px-6 pb-6 max-wide:px-4">
        {hasAny && (
          <JobsFilter
            counts={counts}
            withRejects={list.withRejects}
            state={state}
            authentication={list.authentication}
          />
        )}
        {first === undefined || last === undefined ? (
          <ListEmpty texts={empty} clearHref={hasAny ? JOBS : undefined} startHref="/exports/new" />
        ) : (
          <>
            <JobsTable jobs={jobs} />
            <TableFoot>
              <span>{t('list.range', { first: first.id, last: last.id, count: jobs.length })}</span>
              <Pagination
                newerHref={hasNewer ? jobsHref({ state, authentication, after: first.id }) : undefined}
                olderHref={hasOlder ? jobsHref({ state, authentication, before: last.id }) : undefined}
              />
            </TableFoot>
          </>
        )}
      </SheetBody>
    </Sheet>
  );
}
