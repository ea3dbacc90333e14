import type { ConfigMap, ConfigValue } from '../../../core/workflow/config/config-node.ts';
import { isMap } from '../../../core/workflow/config/config-node.ts';
import { listValue, textValue } from '../../../core/workflow/operators/command.ts';
import { type Operator, TaskError } from '../../../core/workflow/operators/task-run.ts';
import { isGiven, optionsOf, tableOf } from './td-options.ts';

export interface TdDdlPorts {
  readonly workbench: {
    hasDatabase(name: string): boolean;
    createMissingDatabase(name: string): Promise<void>;
    deleteDatabase(name: string): Promise<void>;
    current(database: string, table: string): unknown;
    deleteTable(database: string, table: string): Promise<void>;
    renameTable(database: string, from: string, to: string): Promise<void>;
  };
  readonly createEmptyTable: (database: string, table: string, signal: AbortSignal) => Promise<void>;
}

/**
 * `td_ddl>` creates, drops, empties and renames tables and databases, in digdag's order. The number of completed steps
 * is stored after each: after a crash or a failed try, only the last step may be repeated. Repeating an earlier one
 * could, for example, create a table again that was created and then renamed, and the new table would replace the
 * renamed one.
 */
export function tdDdlOperator(ports: TdDdlPorts): Operator<AbortSignal> {
  return async (run, signal) => {
    const { task, now } = run;
    const steps = stepsOf(ports, optionsOf(run, 'td'), signal);
    const done = typeof task.memory['done'] === 'number' ? task.memory['done'] : 0;
    await steps[done]?.();
    if (done + 1 >= steps.length) return { kind: 'success' };
    return { kind: 'wait', untilMs: now, memory: { ...task.memory, done: done + 1 } };
  };
}

function stepsOf(
  { workbench, createEmptyTable }: TdDdlPorts,
  options: ConfigMap,
  signal: AbortSignal,
): readonly (() => Promise<void>)[] {
  const databases = (...names: readonly string[]) =>
    names.flatMap((name) => listOf(options, name).map((each) => textValue(each, name)));
  const tables = (...names: readonly string[]) =>
    names.flatMap((name) => listOf(options, name).map((each) => tableOf(each, name, options)));
  return [
    async () => {
      for (const name of databases('drop_databases', 'empty_databases'))
        if (workbench.hasDatabase(name)) await workbench.deleteDatabase(name);
    },
    async () => {
      for (const name of databases('create_databases', 'empty_databases')) await workbench.createMissingDatabase(name);
    },
    async () => {
      for (const { database, table } of tables('drop_tables', 'empty_tables'))
        if (workbench.current(database, table) !== undefined) await workbench.deleteTable(database, table);
    },
    async () => {
      for (const { database, table } of tables('create_tables', 'empty_tables'))
        await createEmptyTable(database, table, signal);
    },
    ...listOf(options, 'rename_tables').map((each) => async () => {
      const { database, table, to } = renaming(each, options);
      await workbench.renameTable(database, table, to);
    }),
  ];
}

function listOf(options: ConfigMap, name: string): readonly ConfigValue[] {
  const value = options[name];
  return isGiven(value) ? listValue(value, name) : [];
}

function renaming(value: ConfigValue, options: ConfigMap) {
  if (!isMap(value)) throw new TaskError('rename_tables has to be a list of {from: TABLE, to: TABLE}');
  const to = textValue(value['to'], 'to');
  if (to.includes('.')) throw new TaskError('a table is renamed within its database: to is only the new name');
  return { ...tableOf(value['from'], 'from', options), to };
}
