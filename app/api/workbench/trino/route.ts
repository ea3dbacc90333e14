import { checkTrino } from '#lib/commands/console/databases.ts';
import { runCommand, uncachedJson } from '#lib/web/run-command.ts';

/** Whether the configured Trino server is reachable and accepts its user, or why not. */
export async function GET(): Promise<Response> {
  const result = await runCommand(checkTrino, {});
  return uncachedJson({ problem: result.ok ? null : result.message });
}
