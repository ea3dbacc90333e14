import { z } from 'zod';
import { readJson } from '#lib/api/read-body.ts';
import { getFileConnector } from '#lib/connectors/file-connector.ts';
import { UserError } from '#lib/core/errors.ts';
import type { IssueParams } from '#lib/core/issue.ts';
import { QUERY_ENGINES } from '#lib/core/job/query.ts';
import { checkQuery } from '#lib/operations/workbench/check-query.ts';
import { failureResponse } from '#lib/web/failure-response.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { uncachedJson } from '../../jobs/job-response.ts';
import { CLIENT_CLOSED_REQUEST } from '../workbench-response.ts';

const requestBody = z.object({ database: z.string(), engine: z.enum(QUERY_ENGINES), sql: z.string() });

/**
 * The compatibility of a query with the export. It is requested while typing, so a query that cannot run is a regular
 * result: its code and parameters. The query is in the body, because it may contain personal values.
 */
export async function POST(request: Request): Promise<Response> {
  try {
    const read = requestBody.safeParse(await readJson(request));
    if (!read.success) return uncachedJson({ code: 'input_malformed', params: {} satisfies IssueParams }, 400);
    return uncachedJson(await fitOf(read.data, request.signal));
  } catch (error) {
    return request.signal.aborted ? uncachedJson({}, CLIENT_CLOSED_REQUEST) : failureResponse(error);
  }
}

async function fitOf(query: z.output<typeof requestBody>, signal: AbortSignal) {
  try {
    return { fit: await checkQuery(query, { connector: getFileConnector(), signal }, await webRuntime()) };
  } catch (error) {
    if (!(error instanceof UserError) || error.code === 'query_engine_busy') throw error;
    return { fault: { code: error.code, params: error.params } };
  }
}
