import { useTranslations } from 'next-intl';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { type SessionsQuery, sessionsHref, WORKFLOWS, workflowProjectPath } from '#components/paths.ts';
import { ListEmpty } from '#components/ui/feedback/list-empty.tsx';
import { Pagination } from '#components/ui/tables/pagination.tsx';
import { TableFoot } from '#components/ui/tables/table-foot.tsx';
import type { AttemptState } from '#lib/core/workflow/attempt/attempt.ts';
import type { Workflow } from '#lib/core/workflow/project.ts';
import { workflowFile } from '#lib/core/workflow/project-files.ts';
import type { SessionView } from '#lib/core/workflow/view/attempt-view.ts';
import { SessionsFilter } from './sessions-filter.tsx';
import { SessionsTable } from './sessions-table.tsx';

export interface SessionsSheetProps {
  query: SessionsQuery;
  sessions: readonly SessionView[];
  /** Cursors of the adjacent pages. */
  newerAfter: number | undefined;
  olderBefore: number | undefined;
  counts: Readonly<Partial<Record<AttemptState, number>>>;
  workflow: Workflow | undefined;
}

/** Sessions of all workflows, or of one, newest first. */
export function SessionsSheet({ query, sessions, newerAfter, olderBefore, counts, workflow }: SessionsSheetProps) {
  const t = useTranslations('workflow-attempts');
  const emptyText = useTranslations('workflow-attempts.empty');
  const workflowText = useTranslations('workflows');
  const { state } = query;
  const filters = { workflow: query.workflow, state };
  const hasSessions = Object.keys(counts).length > 0;
  return (
    <Sheet>
      <SheetHead
        crumbs={
          workflow
            ? [
                { label: workflow.project.name, href: workflowProjectPath(workflow.project.id) },
                {
                  label: workflow.name,
                  href: workflowProjectPath(workflow.project.id, { file: workflowFile(workflow.name) }),
                },
              ]
            : [{ label: workflowText('title'), href: WORKFLOWS }]
        }
        title={t('sessions')}
      />
      <SheetBody padded={false} className="px-6 pb-6 max-wide:px-4">
        {hasSessions && <SessionsFilter counts={counts} query={query} workflow={workflow} />}
        {sessions.length === 0 ? (
          <ListEmpty
            texts={emptyText}
            clearHref={hasSessions ? sessionsHref({ workflow: query.workflow }) : undefined}
            startHref={WORKFLOWS}
          />
        ) : (
          <>
            <SessionsTable sessions={sessions} />
            <TableFoot>
              <span>{t('range', { count: sessions.length })}</span>
              <Pagination
                newerHref={newerAfter === undefined ? undefined : sessionsHref({ ...filters, after: newerAfter })}
                olderHref={olderBefore === undefined ? undefined : sessionsHref({ ...filters, before: olderBefore })}
              />
            </TableFoot>
          </>
        )}
      </SheetBody>
    </Sheet>
  );
}
