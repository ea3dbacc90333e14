import { z } from 'zod';
import { parseInput } from '../core/connector/parameters.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { addressOf } from './address.ts';
import { idsIn, isAskedInQuery, isWord, type Route } from './route.ts';

const id = z.coerce.number<number>().int().positive();

/** All that a route takes, ids and the rest. What nobody knows is refused: a misspelt name would do what nobody asked for. */
function inputOf({ path, input }: Route) {
  const ids = idsIn(path).map((name) => [name, isWord(name) ? z.string() : id]);
  return z.strictObject({ ...input.shape, ...Object.fromEntries(ids) });
}

/** Checks what is asked and does it: the one way to every operation, for a server and for a shell on its data folder. */
export async function perform(
  route: Route,
  asked: Readonly<Record<string, unknown>>,
  runtime: Runtime,
): Promise<unknown> {
  const data = parseInput(inputOf(route), asked, { isText: isAskedInQuery(route) });
  const answer: unknown = await route.run(data, runtime);
  return isPage(answer) ? { ...answer, next: nextOf(route, asked, answer.cursor) } : answer;
}

function isPage(answer: unknown): answer is { cursor: string | null } {
  return typeof answer === 'object' && answer !== null && 'cursor' in answer && 'data' in answer;
}

function nextOf(route: Route, asked: Readonly<Record<string, unknown>>, cursor: string | null): string | null {
  return cursor === null ? null : addressOf(route, { ...asked, cursor });
}
