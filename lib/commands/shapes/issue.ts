import { z } from 'zod';
import type { Issue } from '../../core/issue.ts';
import { translate } from '../../messages/translate.ts';
import { registerShape } from './shape-registry.ts';

export const issueShape = registerShape(
  'Issue',
  z.object({
    column: z.string().nullable(),
    field: z.string().nullable(),
    code: z.string(),
    message: z.string(),
  }),
);

/** One problem of a record as scripts see it, without its value. */
export function issueObject({ column, field, code, params }: Issue): z.output<typeof issueShape> {
  return { column, field, code, message: translate('issues', code, params) };
}

/** The errors and the warnings among issues. */
export function bySeverity(issues: readonly Issue[]) {
  const objectsOf = (severity: Issue['severity']) =>
    issues.filter((issue) => issue.severity === severity).map(issueObject);
  return { errors: objectsOf('error'), warnings: objectsOf('warning') };
}
