import { getFileConnector } from '../connectors/file-connector.ts';
import type { Runtime } from '../runtime/runtime.ts';

/** The authentications that a file or query result can be sent with. */
export function authenticationChoices({ authentications }: Pick<Runtime, 'authentications'>) {
  const { type } = getFileConnector();
  const available = authentications.list().filter(({ connector }) => connector === type);
  return available.map(({ id, name, target, failedAt }) => ({ id, name, target, failedAt }));
}
