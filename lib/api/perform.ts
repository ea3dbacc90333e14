import { z } from 'zod';
import { UserError } from '../core/errors.ts';
import { textParams } from '../core/parameters.ts';
import { messagesOf } from '../messages/translate.ts';
import type { Runtime } from '../runtime.ts';
import { addressOf } from './address.ts';
import { idsIn, isWord, type Route } from './route.ts';

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
  const parsed = inputOf(route).safeParse(asked);
  if (!parsed.success) throw inputRefusalOf(parsed.error);
  const answer: unknown = await route.run(parsed.data, runtime);
  return isPage(answer) ? { ...answer, next: nextOf(route, asked, answer.cursor) } : answer;
}

/** A problem's code, where its schema gives one; else that the field is not understood. */
export function inputRefusalOf({ issues: [issue] }: z.ZodError): UserError {
  if (issue?.code === 'unrecognized_keys') return new UserError('parameter_unknown', { field: issue.keys.join(', ') });
  const field = issue?.path.join('.') ?? '';
  const code = issue !== undefined && issue.message in messagesOf('errors') ? issue.message : 'input_malformed';
  return new UserError(code, { field, ...textParams(issue) }, { field });
}

function isPage(answer: unknown): answer is { cursor: string | null } {
  return typeof answer === 'object' && answer !== null && 'cursor' in answer && 'data' in answer;
}

function nextOf(route: Route, asked: Readonly<Record<string, unknown>>, cursor: string | null): string | null {
  return cursor === null ? null : addressOf(route, { ...asked, cursor });
}
