import { checkReadiness, checkWarnings, readinessResponse } from '#lib/web/readiness.ts';
import { requestVisitor } from '#lib/web/request/request-visitor.ts';

export async function GET(): Promise<Response> {
  return readinessResponse(await checkReadiness(), await checkWarnings(), await requestVisitor());
}

export const dynamic = 'force-dynamic';
