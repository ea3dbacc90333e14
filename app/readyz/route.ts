import { unreadyNow } from '#lib/web/readiness.ts';

/** 200 when jobs can run, 503 with everything that is in their way. */
export async function GET(): Promise<Response> {
  const reasons = await unreadyNow();
  return Response.json({ ready: reasons.length === 0, reasons }, { status: reasons.length === 0 ? 200 : 503 });
}

export const dynamic = 'force-dynamic';
