import type { exportAuditCsv, exportAuditLines } from '#lib/commands/rows/audit.ts';
import { readAuditQuery } from '#lib/core/audit/audit-filter.ts';
import { startOfDay } from '#lib/core/schedule/local-time.ts';
import { requestTimeZone } from '#lib/web/request/request-time-zone.ts';
import { performRequest, respond } from '#lib/web/run-command.ts';
import { attachment } from '../../api/jobs/attachment.ts';

/** Responds with all entries that the audit log lists for the same query, on whichever of its pages. */
export function respondWithEntries(
  request: Request,
  command: typeof exportAuditCsv | typeof exportAuditLines,
  file: { readonly name: string; readonly type: string },
): Promise<Response> {
  return respond(request, async () => {
    const { from, to, before: _, after: __, ...filter } = readAuditQuery(queryOf(request));
    const timeZone = await requestTimeZone();
    const days = { since: toIsoTime(startOfDay(from, timeZone)), until: toIsoTime(startOfDay(to, timeZone, 1)) };
    return attachment(await performRequest(command, { ...filter, ...days }), file);
  });
}

function queryOf({ url }: Request): Readonly<Record<string, string>> {
  return Object.fromEntries(new URL(url).searchParams);
}

function toIsoTime(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}
