import type { EditorActions } from '#components/workbench/editor/editor-actions.ts';
import { createAuthentication, enterSandbox, testEntered } from '../../integrations/authentications/actions.ts';
import { killJob } from '../../jobs/actions.ts';
import { save } from './[queryId]/schedule/actions.ts';
import { deleteQuery, keepQuery, runWritten } from './actions.ts';

export const editorActions: EditorActions = {
  save: keepQuery,
  run: runWritten,
  kill: killJob,
  remove: deleteQuery,
  schedule: save,
  authentication: { create: createAuthentication, test: testEntered, enterSandbox },
};
