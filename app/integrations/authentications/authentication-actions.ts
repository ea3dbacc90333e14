import type { AuthenticationActions } from '#components/new-authentication/authentication-actions.ts';
import { deleteAuthentication, renameAuthentication, replaceToken, testStoredToken } from './actions.ts';

export const authenticationActions: AuthenticationActions = {
  rename: renameAuthentication,
  replaceToken,
  test: testStoredToken,
  remove: deleteAuthentication,
};
