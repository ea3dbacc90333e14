import { useTranslations } from 'next-intl';
import { recordsPath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import { isFinal } from '#lib/core/job/job.ts';
import type { JobView } from '#lib/core/view/job-view.ts';
import { type RecordQuery, recordQueryString } from '#lib/core/view/record-query.ts';

interface RecordsEmptyProps {
  job: JobView;
  query: RecordQuery;
}

/** The empty list: no issues, none yet, or no match. */
export function RecordsEmpty({ job, query }: RecordsEmptyProps) {
  const isFilteredByStatusOnly = query.code === undefined && query.column === undefined && query.after === 0;
  return isFilteredByStatusOnly ? <NoneWithStatus job={job} query={query} /> : <NoMatch job={job} query={query} />;
}

/** No record has the chosen status. */
function NoneWithStatus({ job, query }: RecordsEmptyProps) {
  const t = useTranslations('records.none');
  const filters = useTranslations('records.filter');
  const { records, noted, state, id } = job;
  // The list is that of the whole export.
  const { read } = (job.story ?? job).records;
  const showsOpen = query.status === 'open';
  const unnotedCount = records.not_sent - noted.not_sent;
  if (!isFinal(state)) return <EmptyState title={t('soFar')}>{t('soFarText')}</EmptyState>;
  if (unnotedCount > 0 && (query.status === 'not_sent' || showsOpen))
    return (
      <EmptyState title={t('noMatch')} icon={null}>
        {t('notSentText', { count: unnotedCount })}
      </EmptyState>
    );
  if (!showsOpen) return <NoMatch job={job} query={query} />;
  if (job.hasUnreadRecords || read === 0)
    return (
      <EmptyState title={t('none')} icon={null}>
        {t('readText', { count: read })} {job.hasUnreadRecords && t('unreadText')}
      </EmptyState>
    );
  if (noted.not_sent === 0) return <EmptyState title={t('all')}>{t('allText', { count: read })}</EmptyState>;
  return (
    <EmptyState
      title={t('none')}
      icon={null}
      actions={
        <ButtonLink size="sm" href={recordsPath(id) + recordQueryString({ status: 'not_sent', after: 0 })}>
          {filters('show')}
        </ButtonLink>
      }
    >
      {t('leftOutText', { count: noted.not_sent })}
    </EmptyState>
  );
}

/** No record matches the filters, or none follows the record at which the list begins. */
function NoMatch({ job: { id }, query }: RecordsEmptyProps) {
  const t = useTranslations('records.none');
  const filters = useTranslations('records.filter');
  const isPastEnd = query.after > 0;
  const href = isPastEnd ? recordsPath(id) + recordQueryString({ ...query, after: 0 }) : recordsPath(id);
  return (
    <EmptyState
      title={t('noMatch')}
      icon={null}
      actions={
        <ButtonLink size="sm" href={href}>
          {isPastEnd ? t('fromStart') : filters('clear')}
        </ButtonLink>
      }
    >
      {isPastEnd ? t('afterText', { after: query.after }) : t('noMatchText')}
    </EmptyState>
  );
}
