import { z } from 'zod';
import { requestPathOf } from '../api/request-path.ts';
import { idsIn, isNameId, type Route, takesQuery } from '../api/route.ts';
import { parseInput } from '../core/connector/parameters.ts';
import type { Runtime } from '../runtime/runtime.ts';

const id = z.coerce.number<number>().int().positive();

/** The whole input of a route, ids included. Unknown names are refused, so that a misspelt option is not ignored. */
function inputOf({ path, input }: Route) {
  const ids = idsIn(path).map((name) => [name, isNameId(name) ? z.string() : id]);
  return z.strictObject({ ...input.shape, ...Object.fromEntries(ids) });
}

/** Checks the input and runs the route. The server and the command line on a data folder both use this. */
export async function runRoute(
  route: Route,
  input: Readonly<Record<string, unknown>>,
  runtime: Runtime,
): Promise<unknown> {
  const data = parseInput(inputOf(route), input, { isText: takesQuery(route) });
  const answer: unknown = await route.run(data, runtime);
  return isPage(answer) ? { ...answer, next: nextOf(route, input, answer.cursor) } : answer;
}

function isPage(answer: unknown): answer is { cursor: string | null } {
  return typeof answer === 'object' && answer !== null && 'cursor' in answer && 'data' in answer;
}

function nextOf(route: Route, input: Readonly<Record<string, unknown>>, cursor: string | null): string | null {
  return cursor === null ? null : requestPathOf(route, { ...input, cursor });
}
