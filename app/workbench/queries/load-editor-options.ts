import { getFileConnector } from '#lib/connectors/file-connector.ts';
import { webRuntime } from '#lib/web/runtime.ts';

/** The options of the query editor. */
export async function loadEditorOptions() {
  const { workbench, authentications, env } = await webRuntime();
  const { type } = getFileConnector();
  const available = authentications.list().filter(({ connector }) => connector === type);
  return {
    databases: await workbench.databases(),
    hasTrino: env.trino !== undefined,
    authentications: available.map(({ id, name, target, failedAt }) => ({ id, name, target, failedAt })),
    connectorType: type,
  };
}
