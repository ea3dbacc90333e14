import { VISITOR_HEADER, type VisitingClient, visitorOfText } from '../visitor.ts';

/** Who sends the request of this page, action or handler. */
export async function requestVisitor(): Promise<VisitingClient> {
  const { headers } = await import('next/headers.js');
  return visitorOfText((await headers()).get(VISITOR_HEADER));
}
