import type { z } from 'zod';
import type { Runtime } from '../runtime/runtime.ts';

/** What stands in a path, by name: `{ job: string }` of `/job/show/{job}`. */
export type Named<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [Key in Name]: string } & Named<Rest>
  : unknown;

/** Members of JSON, or what is streamed. */
type Answer = Readonly<Record<string, unknown>> | Response;

/**
 * One address of TD's API, as data. What is asked beside the path may stand in the query, a form or JSON; clients send
 * more than is of use here, so that unknown names are passed over.
 */
export interface TdRoute<Path extends string = string, Input extends z.ZodType = z.ZodType> {
  readonly method: 'GET' | 'POST';
  /** Below `/v3`. */
  readonly path: Path;
  readonly input: Input;
  /** It says nothing of this machine, and is answered to whoever asks. */
  readonly needsNoKey?: true;
  run(asked: Named<Path> & z.output<Input>, runtime: Runtime): Answer | Promise<Answer>;
}

/** Says of a row of the table what it is, and nothing more. */
export function tdRoute<const Path extends string, Input extends z.ZodType>(
  row: TdRoute<Path, Input>,
): TdRoute<Path, Input> {
  return row;
}
