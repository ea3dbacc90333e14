import { readinessAnswer, unreadyNow } from '#lib/web/readiness.ts';

export async function GET(): Promise<Response> {
  return readinessAnswer(await unreadyNow());
}

export const dynamic = 'force-dynamic';
