import { requestPathOf } from './request-path.ts';
import type { Route } from './route.ts';

/**
 * Adds the URL of the next page to a page of a list, and null to the last page; returns any other answer unchanged.
 * `routeOf` is called only if there is a next page.
 */
export async function addNextLink(
  answer: unknown,
  input: Readonly<Record<string, unknown>>,
  routeOf: () => Route | Promise<Route>,
): Promise<unknown> {
  if (!isPage(answer)) return answer;
  const { cursor } = answer;
  return { ...answer, next: cursor === null ? null : requestPathOf(await routeOf(), { ...input, cursor }) };
}

/** Whether an answer is a page of a list. */
function isPage(answer: unknown): answer is { cursor: string | null } {
  return typeof answer === 'object' && answer !== null && 'cursor' in answer && 'data' in answer;
}
