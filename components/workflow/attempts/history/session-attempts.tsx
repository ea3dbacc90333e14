import { useTranslations } from 'next-intl';
import { workflowAttemptPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Region } from '#components/ui/surfaces/region.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead, Th } from '#components/ui/tables/table-head.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { AttemptSummary, AttemptView, TaskCounts } from '#lib/core/workflow/view/attempt-view.ts';
import { AttemptBadge } from '../attempt-badge.tsx';
import { AttemptOrigin } from '../attempt-origin.tsx';

export type AttemptOfSession = AttemptSummary & { readonly tasks: TaskCounts };

/** The attempts of a session as loaded, with the shown one in its current state. */
export function currentAttempts(
  attempt: AttemptView,
  attempts: readonly AttemptOfSession[],
): readonly AttemptOfSession[] {
  return attempts.map((listed) => (listed.id === attempt.id ? attempt : listed));
}

/** The session's attempts in brief; the Attempt History tab shows them in full. */
export function SessionAttempts({
  attempt,
  attempts,
}: {
  attempt: AttemptView;
  attempts: readonly AttemptOfSession[];
}) {
  const t = useTranslations('workflow-attempts');
  return (
    <Region title={t('history.title')} last className="min-w-0 overflow-x-auto">
      <Table label={t('history.attempts', { session: attempt.session.text })}>
        <thead>
          <tr>
            <Th>{t('columns.attempt')}</Th>
            <Th>{t('columns.status')}</Th>
            <Th>{t('columns.started')}</Th>
          </tr>
        </thead>
        <tbody>
          {currentAttempts(attempt, attempts).map((listed) => (
            <Tr key={listed.id}>
              <RowHead>
                <AttemptNumber attempt={listed} isShown={listed.id === attempt.id} />
              </RowHead>
              <Td>
                <AttemptBadge attempt={listed} />
              </Td>
              <Td muted>
                <Time value={listed.createdAt} timeZone={attempt.workflow.timeZone} />
                <span className="block text-xs">
                  <AttemptOrigin origin={listed.origin} />
                </span>
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Region>
  );
}

const NUMBER = 'inline-flex min-h-target min-w-target items-center tabular-nums';

/** The number of an attempt, with a link unless the page shows this attempt. */
export function AttemptNumber({ attempt: { id, number }, isShown }: { attempt: AttemptSummary; isShown: boolean }) {
  const t = useTranslations('workflow-attempts');
  const content = (
    <>
      <span className="sr-only">{t('columns.attempt')} </span>
      {number}
    </>
  );
  if (isShown)
    return (
      <span aria-current="true" className={NUMBER}>
        {content}
      </span>
    );
  return (
    <Link href={workflowAttemptPath(id)} className={NUMBER}>
      {content}
    </Link>
  );
}
