import { useTranslations } from 'next-intl';
import { hasUnreadRecords } from '#components/job/resend/resend-option.ts';
import { recordsPath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import { isFinal } from '#lib/core/job/job.ts';
import type { JobView } from '#lib/core/view/job-view.ts';
import { type RecordFacets, type RecordQuery, recordQueryString } from '#lib/core/view/record-query.ts';

interface RecordsEmptyProps {
  job: JobView;
  query: RecordQuery;
  /** The counts of an export of several jobs; null for a single job. */
  facets: RecordFacets | null;
}

/** The empty list: no issues, none yet, or no match. */
export function RecordsEmpty(props: RecordsEmptyProps) {
  const { query } = props;
  const isFilteredByStatusOnly = query.code === undefined && query.column === undefined && query.after === 0;
  return isFilteredByStatusOnly ? <NoneWithStatus {...props} /> : <NoMatch {...props} />;
}

/** No record has the chosen status. */
function NoneWithStatus({ job, query, facets }: RecordsEmptyProps) {
  const t = useTranslations('records.none');
  const filters = useTranslations('records.filter');
  const { state, id } = job;
  // The list of several jobs is that of the whole export.
  const { read, not_sent: notSent } = ((facets && job.story) ?? job).records;
  const listedNotSent = facets?.counts.not_sent ?? job.noted.not_sent;
  const isPartUnread = hasUnreadRecords(job);
  const showsOpen = query.status === 'open';
  const unlistedCount = notSent - listedNotSent;
  if (!isFinal(state)) return <EmptyState title={t('soFar')}>{t('soFarText')}</EmptyState>;
  if (unlistedCount > 0 && (query.status === 'not_sent' || showsOpen))
    return (
      <EmptyState title={t('noMatch')} icon={null}>
        {t('notSentText', { count: unlistedCount })}
      </EmptyState>
    );
  if (!showsOpen) return <NoMatch job={job} query={query} />;
  if (isPartUnread || read === 0)
    return (
      <EmptyState title={t('none')} icon={null}>
        {t('readText', { count: read })} {isPartUnread && t('unreadText')}
      </EmptyState>
    );
  if (listedNotSent === 0) return <EmptyState title={t('all')}>{t('allText', { count: read })}</EmptyState>;
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
      {t('leftOutText', { count: listedNotSent })}
    </EmptyState>
  );
}

/** No record matches the filters, or none follows the record at which the list begins. */
function NoMatch({ job: { id }, query }: Pick<RecordsEmptyProps, 'job' | 'query'>) {
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
