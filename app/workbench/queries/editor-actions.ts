import type { EditorActions } from '#components/workbench/editor/editor-actions.ts';
import { createAuthentication, enterSandbox, testEnteredToken } from '../../integrations/authentications/actions.ts';
import { killJob } from '../../jobs/actions.ts';
import { saveSchedule } from './[queryId]/schedule/actions.ts';
import { deleteQuery, runEditedQuery, saveQuery } from './actions.ts';

export const editorActions: EditorActions = {
  save: saveQuery,
  run: runEditedQuery,
  kill: killJob,
  remove: deleteQuery,
  schedule: saveSchedule,
  authentication: { create: createAuthentication, test: testEnteredToken, enterSandbox },
};
