import type { AttemptNotice } from '../core/notification/notification.ts';
import { sessionTimeText } from '../core/workflow/parameters/session-params.ts';
import { mailOf, mailText, type NoticeMail, numberText, settingsFoot } from './mail-layout.ts';

/** An email about an attempt of a workflow. */
export function attemptMail(notice: AttemptNotice, consoleUrl: string): NoticeMail {
  const { attempt, state, project, workflow, session, isSandbox, tasks, failedTasks } = notice;
  const mark = isSandbox ? 'SANDBOX: ' : '';
  return mailOf({
    title: `${mark}${project.name} ${workflow.name}: ${mailText(`title_workflow_${state}`, { attempt })}`,
    lead: `${mailText(`lead_workflow_${state}`)}${isSandbox ? ` ${mailText('sandbox')}` : ''}`,
    notes: [],
    counts: [
      [mailText('tasks_success'), numberText(tasks.success)],
      [mailText('tasks_error'), numberText(tasks.error)],
    ],
    errors: [],
    facts: [
      [mailText('session_time'), sessionTimeText(session.time, workflow.timeZone)],
      ...failedTasks.map((name) => [mailText('failed_task'), name] as const),
    ],
    links: [{ label: mailText('attempt', { attempt }), url: `${consoleUrl}/workbench/workflows/attempts/${attempt}` }],
    foot: settingsFoot(consoleUrl),
  });
}
