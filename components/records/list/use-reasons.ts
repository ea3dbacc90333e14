import { useFormatter } from 'next-intl';
import { useIssueTitle } from '#components/job/issue-titles.tsx';
import { type ListedRecord, mainIssues } from '#components/record/listed-record.ts';
import type { Issue } from '#lib/core/issue.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';

/** Why a record is listed, in one line: the message of the service that rejected it, or the titles of its issues. */
export function useReasons(): (record: Pick<ListedRecord, 'issues'>) => string {
  const titleOf = useIssueTitle();
  const format = useFormatter();
  const reasonOf = ({ code, params: { message } = {} }: Issue) => String(message || titleOf(code));
  return (record) => format.list([...new Set(mainIssues(record).map(reasonOf))], LIST_FORMAT);
}
