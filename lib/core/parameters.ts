import type { z } from 'zod';
import { UserError } from './errors.ts';
import type { IssueParams } from './issue.ts';

/** Checks input against its schema. Throws a UserError with the first problem's code and the field it belongs to. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : (issue?.path.join('.') ?? '');
  throw new UserError(issue?.message ?? 'input_malformed', { field, ...textParams(issue) }, { field });
}

/** What fills the text of a schema's own problem, beside the field. */
export function textParams(issue: z.core.$ZodIssue | undefined): IssueParams {
  return issue?.code === 'custom' ? ((issue.params as IssueParams | undefined) ?? {}) : {};
}
