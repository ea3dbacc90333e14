'use client';

import { useTranslations } from 'next-intl';
import { SheetBody } from '#components/layout/sheet.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead, Th } from '#components/ui/tables/table-head.tsx';
import { Duration } from '#components/ui/text/duration.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { AttemptView } from '#lib/core/workflow/view/attempt-view.ts';
import { AttemptBadge } from '../attempt-badge.tsx';
import type { AttemptControls } from '../attempt-controls.ts';
import { AttemptOrigin } from '../attempt-origin.tsx';
import { AttemptSheet } from '../attempt-sheet.tsx';
import { useAttempt } from '../use-attempt.ts';
import { AttemptNumber, type AttemptOfSession, currentAttempts } from './session-attempts.tsx';

export interface AttemptHistoryPageProps {
  initial: AttemptView;
  attempts: readonly AttemptOfSession[];
  controls: AttemptControls;
}

/** All attempts of the session, newest first. */
export function AttemptHistoryPage({ initial, attempts, controls }: AttemptHistoryPageProps) {
  const t = useTranslations('workflow-attempts');
  const attempt = useAttempt(initial);
  const columnText = useTranslations('workflow-attempts.columns');
  return (
    <AttemptSheet attempt={attempt} controls={controls}>
      <SheetBody padded={false} className="px-6 pb-6 max-wide:px-4">
        <Table label={t('history.attempts', { session: attempt.session.text })} cards>
          <thead>
            <tr>
              <Th>{columnText('attempt')}</Th>
              <Th>{columnText('status')}</Th>
              <Th>{columnText('startedBy')}</Th>
              <Th end>{columnText('revision')}</Th>
              <Th end>{columnText('succeeded')}</Th>
              <Th end>{columnText('failed')}</Th>
              <Th end>{columnText('started')}</Th>
              <Th end>{columnText('duration')}</Th>
            </tr>
          </thead>
          <tbody>
            {currentAttempts(attempt, attempts).map((listed) => (
              <Tr key={listed.id} selected={listed.id === attempt.id}>
                <RowHead>
                  <AttemptNumber attempt={listed} isShown={listed.id === attempt.id} />
                </RowHead>
                <Td corner>
                  <AttemptBadge attempt={listed} />
                </Td>
                <Td label={columnText('startedBy')}>
                  <AttemptOrigin origin={listed.origin} />
                </Td>
                <Td label={columnText('revision')} end>
                  <Num value={listed.revision} />
                </Td>
                <Td label={columnText('succeeded')} end>
                  <Num value={listed.tasks.success} />
                </Td>
                <Td label={columnText('failed')} end>
                  <Num value={listed.tasks.error} />
                </Td>
                <Td label={columnText('started')} end muted>
                  <Time value={listed.createdAt} shape="second" timeZone={attempt.workflow.timeZone} />
                </Td>
                <Td label={columnText('duration')} end muted>
                  {listed.endedAt === null ? '—' : <Duration ms={listed.endedAt - listed.createdAt} />}
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      </SheetBody>
    </AttemptSheet>
  );
}
