import { exportAuditCsv } from '#lib/commands/rows/audit.ts';
import { respondWithEntries } from '../audit-download.ts';

export function GET(request: Request): Promise<Response> {
  return respondWithEntries(request, exportAuditCsv, { name: 'audit-log.csv', type: 'text/csv' });
}
