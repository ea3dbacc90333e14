import { useFormatter, useTranslations } from 'next-intl';
import { useIssueTitle, useSharedIssueText } from '#components/job/issue-titles.tsx';
import { useServiceName } from '#components/job/use-service-name.ts';
import { recordsPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Td } from '#components/ui/tables/table-cell.tsx';
import { RowHead } from '#components/ui/tables/table-head.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { RejectionReason } from '#lib/core/connector/connector.ts';
import type { JobView } from '#lib/core/view/job-view.ts';
import { recordQueryString } from '#lib/core/view/record-query.ts';
import type { OpenReason } from '#lib/core/view/story-view.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';

export interface ReasonRowProps {
  job: JobView;
  reason: OpenReason;
  /** Whether no other reason has this outcome, so that the list of its records shows only records of this reason. */
  isOnly: boolean;
}

/** One reason why records are open. */
export function ReasonRow({ job, reason, isOnly }: ReasonRowProps) {
  const t = useTranslations('jobs.open');
  const { result: outcome, code, records } = reason;
  // The list can be filtered by code, but not by the message of a rejection.
  const hasList = outcome !== 'rejected' || isOnly;
  const filter = { status: outcome, after: 0, ...(outcome !== 'rejected' && { code }) };
  return (
    <tr>
      <RowHead className="align-top font-medium wide:pl-6!">
        <span className="[overflow-wrap:anywhere]">
          <Title job={job} reason={reason} />
        </span>
      </RowHead>
      <Td className="align-top cards:pb-2!">
        <Cause job={job} reason={reason} />
      </Td>
      <Td label={t('records')} end className="align-top">
        {hasList ? (
          <Link href={recordsPath(job.id) + recordQueryString(filter)} className="link-underline">
            <Num value={records} />
          </Link>
        ) : (
          <Num value={records} />
        )}
      </Td>
    </tr>
  );
}

function Title({ job, reason: { code, rejection } }: Omit<ReasonRowProps, 'isOnly'>) {
  const t = useTranslations('jobs.rejections');
  const titleOf = useIssueTitle();
  const service = useServiceName(job);
  // Of very many rejections, the last ones are counted without their messages.
  if (!rejection) return code === 'rejected' ? t('further.title') : titleOf(code);
  return t(`${knownReason(rejection.reason)}.title`, { service, field: rejection.field ?? '' });
}

function Cause({ job, reason }: Omit<ReasonRowProps, 'isOnly'>) {
  const t = useTranslations('jobs');
  const format = useFormatter();
  const service = useServiceName(job);
  const sharedTextOf = useSharedIssueText();
  const { result: outcome, code, columns, rejection, job: id, endedAt } = reason;
  if (outcome !== 'rejected')
    return (
      <span className="text-text-muted">
        {outcome === 'invalid' && sharedTextOf(code)}{' '}
        {columns.length > 0 &&
          t.rich('open.columns', {
            count: columns.length,
            columns: format.list(columns, LIST_FORMAT),
            code: (chunks) => <code className="text-text">{chunks}</code>,
          })}
      </span>
    );
  const key = rejection ? knownReason(rejection.reason) : 'further';
  return (
    <div className="grid gap-1 py-1">
      <p>
        {t(`rejections.${key}.cause`, { service, field: rejection?.field ?? '' })}{' '}
        {!job.retention.deleted && t(`rejections.${key}.todo`)}
      </p>
      {rejection && rejection.message !== '' && (
        <blockquote className="border-border-strong border-l-2 pl-2.5 text-text-muted text-xs [overflow-wrap:anywhere]">
          <span className="sr-only">{t('open.message', { service })} </span>
          {rejection.message}
        </blockquote>
      )}
      <p className="text-text-muted text-xs">
        {endedAt === null
          ? t('open.inJob', { id: String(id) })
          : t.rich('open.since', { id: String(id), time: () => <Time value={endedAt} /> })}
      </p>
    </div>
  );
}

/** The view has it as any string; it is one of the connector's reasons. */
function knownReason(reason: string): RejectionReason['reason'] {
  return reason as RejectionReason['reason'];
}
