import { useLocale } from 'next-intl';
import type { WorkflowView } from '#lib/core/workflow/view/project-view.ts';
import { workflowScheduleWords } from '#lib/messages/schedule-words.ts';

export function WorkflowScheduleText({ schedule }: { schedule: NonNullable<WorkflowView['schedule']> }) {
  return workflowScheduleWords(schedule, useLocale());
}
