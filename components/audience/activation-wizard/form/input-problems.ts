import { namedOutputs, repeatedOutputs } from '#lib/core/audience/activation/named-outputs.ts';
import { activationInput } from '#lib/core/audience/activation/saved-activation.ts';
import type { BuiltTables } from '#lib/core/audience/build.ts';
import type { Connector } from '#lib/core/connector/connector.ts';
import { issuesByField } from '#lib/core/connector/parameters.ts';
import type { IssueParams } from '#lib/core/issue.ts';
import { scheduleInputOf, scheduleProblems } from '../schedule/schedule-values.ts';
import { type ActivationValues, outputOf } from './activation-values.ts';

/** A problem for which the command would refuse the input. */
export interface InputProblem {
  /** The value with the problem, such as `output.columns.0.source`. */
  readonly path: string;
  /** The key of its text among the wizard's own problems, or else among the errors. */
  readonly code: string;
  readonly params?: IssueParams;
}

/** The input of the commands that create and change activations. */
export function inputOf({ schedule, output, ...values }: ActivationValues) {
  return { ...values, output: outputOf(output), schedule: scheduleInputOf(schedule) };
}

/** All problems; of several problems of a value, the first is the one to show. */
export function problemsOf(
  values: ActivationValues,
  { connector, tables }: { readonly connector: Connector; readonly tables: BuiltTables },
): readonly InputProblem[] {
  const { schedule: _, ...choice } = inputOf(values);
  const parsed = activationInput.safeParse(choice);
  const parameters = connector.parameters.safeParse(values.parameters);
  const outputs = namedOutputs(choice.output, tables);
  const ofChoice = parsed.success ? [] : Object.entries(issuesByField(parsed.error)).map(asProblem);
  const issuesOfParameters = parameters.success ? {} : issuesByField(parameters.error);
  return [
    ...ofChoice,
    ...Object.entries(issuesOfParameters).map(([path, issue]) => ({ path: `parameters.${path}`, ...issue })),
    ...repeatedOutputs(outputs).map(({ path, name }) => ({
      path: `output.${path}.column`,
      code: 'output_name_taken',
      params: { name },
    })),
    ...outputs.flatMap(({ type, path, source }) =>
      type === null && path !== null && source
        ? [{ path: `output.${path}.source`, code: 'column_lost', params: { name: source.column } }]
        : [],
    ),
    ...scheduleProblems(values.schedule).map((problem) => ({ ...problem, path: `schedule.${problem.path}` })),
  ];
}

function asProblem([path, issue]: [string, { readonly code: string; readonly params: IssueParams }]): InputProblem {
  // The schema does not report which kind of source was meant, but only a built string can be incomplete.
  if (path.endsWith('.source')) return { path, code: 'string_incomplete' };
  // An output may export all attributes instead; a behavior always needs columns of its own.
  if (path === 'output.columns' && issue.code === 'columns_required') return { path, code: 'output_columns_required' };
  return { path, ...issue };
}
