import type { AuthenticationActions } from '#components/new-authentication/authentication-actions.ts';
import {
  archiveAuthentication,
  deleteAuthentication,
  renameAuthentication,
  replaceToken,
  restoreAuthentication,
  testStoredToken,
} from './actions.ts';

export const authenticationActions: AuthenticationActions = {
  rename: renameAuthentication,
  replaceToken,
  test: testStoredToken,
  archive: archiveAuthentication,
  restore: restoreAuthentication,
  remove: deleteAuthentication,
};
