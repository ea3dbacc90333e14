import { getFileConnector } from '../connectors/file-connector.ts';
import type { Runtime } from '../runtime/runtime.ts';

/** The authentications with which a file or query result can be sent, each with the account of its last job. */
export async function authenticationChoices({ authentications }: Pick<Runtime, 'authentications'>) {
  const { type } = getFileConnector();
  const accounts = await authentications.lastAccounts();
  const available = (await authentications.list()).filter(({ connector }) => connector === type);
  return available.map(({ id, name, target, failedAt }) => {
    return { id, name, target, failedAt, account: accounts.get(id) ?? null };
  });
}
