import type { z } from 'zod';
import type { Runtime } from '../runtime/runtime.ts';

/** The parameters of a path, by name: `{ job: string }` of `/job/show/{job}`. */
export type PathParams<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [Key in Name]: string } & PathParams<Rest>
  : unknown;

/** A JSON object, or a streamed response. */
type Answer = Readonly<Record<string, unknown>> | Response;

/**
 * One operation of TD's API, as data. Input apart from the path may be in the query, a form or JSON. Unknown names are
 * ignored, since clients send more than is used here.
 */
export interface TdRoute<Path extends string = string, Input extends z.ZodType = z.ZodType> {
  readonly method: 'GET' | 'POST';
  /** Below `/v3`. */
  readonly path: Path;
  readonly input: Input;
  /** Public: the response says nothing about this installation. */
  readonly needsNoKey?: true;
  run(input: PathParams<Path> & z.output<Input>, runtime: Runtime): Answer | Promise<Answer>;
}

/** Returns the route unchanged; only infers its types. */
export function defineTdRoute<const Path extends string, Input extends z.ZodType>(
  row: TdRoute<Path, Input>,
): TdRoute<Path, Input> {
  return row;
}
