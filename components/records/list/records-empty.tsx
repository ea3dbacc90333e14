import { useTranslations } from 'next-intl';
import { recordsPath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import { isFinal } from '#lib/core/job/job.ts';
import type { JobView } from '#lib/core/view/job-view.ts';
import { type RecordQuery, recordQueryString } from '#lib/core/view/record-query.ts';

/** The empty list: no issues, none yet, or no match. */
export function RecordsEmpty({ job, query }: { job: JobView; query: RecordQuery }) {
  const t = useTranslations('records.none');
  const filters = useTranslations('records.filter');
  const { records, noted, state, id } = job;
  // The list is that of the whole export.
  const { read } = (job.story ?? job).records;
  const isFilteredByStatusOnly = query.code === undefined && query.column === undefined && query.after === 0;
  const showsOpen = query.status === 'open';
  const unnotedCount = records.not_sent - noted.not_sent;
  if (isFilteredByStatusOnly && !isFinal(state)) return <EmptyState title={t('soFar')}>{t('soFarText')}</EmptyState>;
  if (isFilteredByStatusOnly && unnotedCount > 0 && (query.status === 'not_sent' || showsOpen))
    return (
      <EmptyState title={t('noMatch')} icon={null}>
        {t('notSentText', { count: unnotedCount })}
      </EmptyState>
    );
  if (isFilteredByStatusOnly && showsOpen && (job.hasUnreadRecords || read === 0))
    return (
      <EmptyState title={t('none')} icon={null}>
        {t('readText', { count: read })} {job.hasUnreadRecords && t('unreadText')}
      </EmptyState>
    );
  if (isFilteredByStatusOnly && showsOpen && noted.not_sent > 0)
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
  if (isFilteredByStatusOnly && showsOpen)
    return <EmptyState title={t('all')}>{t('allText', { count: read })}</EmptyState>;
  if (query.after > 0)
    return (
      <EmptyState
        title={t('noMatch')}
        icon={null}
        actions={
          <ButtonLink size="sm" href={recordsPath(id) + recordQueryString({ ...query, after: 0 })}>
            {t('fromStart')}
          </ButtonLink>
        }
      >
        {t('afterText', { after: query.after })}
      </EmptyState>
    );
  return (
    <EmptyState
      title={t('noMatch')}
      icon={null}
      actions={
        <ButtonLink size="sm" href={recordsPath(id)}>
          {filters('clear')}
        </ButtonLink>
      }
    >
      {t('noMatchText')}
    </EmptyState>
  );
}
