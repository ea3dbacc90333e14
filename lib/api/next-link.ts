import { requestPathOf } from './request-path.ts';
import type { Route } from './route.ts';

/** Adds the URL of the next page to a page of a list; returns any other answer unchanged. */
export function addNextLink(route: Route, input: Readonly<Record<string, unknown>>, answer: unknown): unknown {
  if (!isPage(answer)) return answer;
  const { cursor } = answer;
  return { ...answer, next: cursor === null ? null : requestPathOf(route, { ...input, cursor }) };
}

/** Whether an answer is a page of a list. */
export function isPage(answer: unknown): answer is { cursor: string | null } {
  return typeof answer === 'object' && answer !== null && 'cursor' in answer && 'data' in answer;
}
