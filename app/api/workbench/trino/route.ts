import { failureOf } from '#lib/web/action-result.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { uncachedJson } from '../../jobs/job-response.ts';

const TIMEOUT_MS = 8000;

/** Whether the configured Trino server is reachable and accepts its user, or why not. */
export async function GET(): Promise<Response> {
  const runtime = await webRuntime();
  try {
    await runtime.trino().ping(TIMEOUT_MS);
    return uncachedJson({ problem: null });
  } catch (error) {
    return uncachedJson({ problem: (await failureOf(error)).message });
  }
}
