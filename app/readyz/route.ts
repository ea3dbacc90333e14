import { checkReadiness, checkWarnings, readinessResponse } from '#lib/web/readiness.ts';

export async function GET(): Promise<Response> {
  return readinessResponse(await checkReadiness(), await checkWarnings());
}

export const dynamic = 'force-dynamic';
