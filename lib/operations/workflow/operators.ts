import { UserError } from '../../core/errors.ts';
import { CONTROL_OPERATORS } from '../../core/workflow/operators/control.ts';
import { type Operator, TaskError } from '../../core/workflow/operators/task-run.ts';
import { type MailPorts, mailOperator } from './operators/mail.ts';
import { type RequirePorts, requireOperator } from './operators/require.ts';
import { type TdPorts, tdOperator } from './operators/td.ts';
import { type TdDdlPorts, tdDdlOperator } from './operators/td-ddl.ts';
import { type TdForEachPorts, tdForEachOperator } from './operators/td-for-each.ts';
import { type TdResultExportPorts, tdResultExportOperator } from './operators/td-result-export.ts';
import { type TdRunPorts, tdRunOperator } from './operators/td-run.ts';
import { type TdWaitTablePorts, tdWaitOperator, tdWaitTableOperator } from './operators/td-wait.ts';

/** The implementations of operators, by name. */
export type Operators = Readonly<Record<string, Operator<AbortSignal>>>;

export type OperatorPorts = TdPorts &
  TdRunPorts &
  TdForEachPorts &
  TdResultExportPorts &
  TdDdlPorts &
  TdWaitTablePorts &
  MailPorts &
  RequirePorts;

/** All operators. A new one needs a line here, and a row in `OPERATORS` of the core, for the checks of projects. */
export function operatorsOf(ports: OperatorPorts): Operators {
  const withPorts: Operators = {
    td: tdOperator(ports),
    td_run: tdRunOperator(ports),
    td_result_export: tdResultExportOperator(ports),
    td_ddl: tdDdlOperator(ports),
    td_for_each: tdForEachOperator(ports),
    td_wait: tdWaitOperator(ports),
    td_wait_table: tdWaitTableOperator(ports),
    mail: mailOperator(ports),
    require: requireOperator(ports),
  };
  const withTexts = Object.entries(withPorts).map(
    ([name, operator]) => [name, withErrorText(operator, ports)] as const,
  );
  return { ...CONTROL_OPERATORS, ...Object.fromEntries(withTexts) };
}

/** Turns error codes into text, because `_error` tasks see them and put them into emails. */
function withErrorText(
  operator: Operator<AbortSignal>,
  { errorText }: Pick<OperatorPorts, 'errorText'>,
): Operator<AbortSignal> {
  return async (run, signal) => {
    try {
      return await operator(run, signal);
    } catch (error) {
      if (error instanceof UserError) throw new TaskError(errorText(error.code, error.params));
      throw error;
    }
  };
}
