import { failureOf } from '#lib/web/action-result.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { fresh } from '../../jobs/answer.ts';

const PATIENCE_MS = 8000;

/** Whether the Trino that is set up can be reached and lets its user in; else why it does not. */
export async function GET(): Promise<Response> {
  const runtime = await webRuntime();
  try {
    await runtime.trino().ping(PATIENCE_MS);
    return fresh({ problem: null });
  } catch (error) {
    return fresh({ problem: (await failureOf(error)).message });
  }
}
