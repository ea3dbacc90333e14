import { exportAuditLines } from '#lib/commands/rows/audit.ts';
import { respondWithEntries } from '../audit-download.ts';

export function GET(request: Request): Promise<Response> {
  return respondWithEntries(request, exportAuditLines, { name: 'audit-log.jsonl', type: 'application/jsonl' });
}
