import type { ProjectActions } from '#components/workflow/projects/project-actions.ts';
import * as actions from './actions.ts';

export const projectActions: ProjectActions = {
  start: actions.startWorkflow,
  enable: actions.enableWorkflow,
  disable: actions.disableWorkflow,
  skip: actions.skipSessions,
  backfill: actions.backfillWorkflow,
  remove: actions.deleteProject,
};
