import { z } from 'zod';
import { UserError } from '#lib/core/errors.ts';
import type { IssueParams } from '#lib/core/issue.ts';
import { QUERY_ENGINES } from '#lib/core/query.ts';
import { checkQuery } from '#lib/operations/workbench/check-query.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { exportConnector } from '../../../exports/export-connector.ts';
import { fresh } from '../../jobs/answer.ts';
import { answered } from '../answer.ts';

const asked = z.object({ database: z.string(), engine: z.enum(QUERY_ENGINES), sql: z.string() });

/**
 * How a query's columns fit what it would be sent to. It is asked while somebody types, so a query that cannot run yet is
 * an answer: its code, and what fills the text. The query comes in the body, for it may hold values.
 */
export async function POST(request: Request): Promise<Response> {
  const read = asked.safeParse(await request.json().catch(() => undefined));
  if (!read.success) return fresh({ code: 'input_malformed', params: {} satisfies IssueParams }, 400);
  const runtime = await webRuntime();
  try {
    const fit = await checkQuery(read.data, { connector: exportConnector(), signal: request.signal }, runtime);
    return fresh({ fit });
  } catch (error) {
    if (request.signal.aborted) return fresh({}, 499);
    if (!(error instanceof UserError)) throw error;
    if (error.code === 'query_engine_busy') return answered(request, () => Promise.reject(error));
    return fresh({ fault: { code: error.code, params: error.params } });
  }
}
