import { webRuntime } from '#lib/web/runtime.ts';
import { exportConnector } from '../../exports/export-connector.ts';

/** The options of the query editor. */
export async function editorSurroundings() {
  const { workbench, authentications, env } = await webRuntime();
  const { type } = exportConnector();
  const fitting = authentications.list().filter(({ connector }) => connector === type);
  return {
    databases: await workbench.databases(),
    hasTrino: env.trino !== undefined,
    authentications: fitting.map(({ id, name, target, failedAt }) => ({ id, name, target, failedAt })),
    connectorType: type,
  };
}
