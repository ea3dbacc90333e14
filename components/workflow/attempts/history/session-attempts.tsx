import { clsx } from 'clsx';
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
  return attempts.map((each) => (each.id === attempt.id ? attempt : each));
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
    <Region title={t('history.title')} last>
      <Table label={t('history.attempts', { session: attempt.session.text })}>
        <thead>
          <tr>
            <Th>{t('columns.attempt')}</Th>
            <Th>{t('columns.status')}</Th>
            <Th>{t('columns.started')}</Th>
          </tr>
        </thead>
        <tbody>
          {currentAttempts(attempt, attempts).map((each) => (
            <Tr key={each.id}>
              <RowHead>
                <AttemptNumber attempt={each} isShown={each.id === attempt.id} />
              </RowHead>
              <Td>
                <AttemptBadge attempt={each} />
              </Td>
              <Td muted>
                <Time value={each.createdAt} timeZone={attempt.workflow.timeZone} />
                <span className="block text-xs">
                  <AttemptOrigin origin={each.origin} />
                </span>
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Region>
  );
}

export function AttemptNumber({ attempt: { id, number }, isShown }: { attempt: AttemptSummary; isShown: boolean }) {
  const t = useTranslations('workflow-attempts');
  const style = clsx('inline-flex min-h-target min-w-target items-center tabular-nums');
  const content = (
    <>
      <span className="sr-only">{t('columns.attempt')} </span>
      {number}
    </>
  );
  if (isShown)
    return (
      <span aria-current="true" className={style}>
        {content}
      </span>
    );
  return (
    <Link href={workflowAttemptPath(id)} className={style}>
      {content}
    </Link>
  );
}
