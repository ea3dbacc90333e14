import { checkReadiness, readinessResponse } from '#lib/web/readiness.ts';

export async function GET(): Promise<Response> {
  return readinessResponse(await checkReadiness());
}

export const dynamic = 'force-dynamic';
