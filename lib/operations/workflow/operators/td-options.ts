import { PRIORITIES, type Priority, type QueryEngine, refuseOtherTypes } from '../../../core/job/query.ts';
import { RETRIES } from '../../../core/query/saved-query.ts';
import { type ConfigMap, type ConfigValue, isMap } from '../../../core/workflow/config/config-node.ts';
import { numberValue, textValue } from '../../../core/workflow/operators/command.ts';
import { TaskError, type TaskRun } from '../../../core/workflow/operators/task-run.ts';
import { mergedParams } from '../../../core/workflow/parameters/merge.ts';

/** The options of a task; missing ones are taken from a map of defaults, such as `td`. */
export function optionsOf({ config }: Pick<TaskRun, 'config'>, defaults: 'td' | 'mail'): ConfigMap {
  const map = config[defaults];
  return isMap(map) ? mergedParams(map, config) : config;
}

export function databaseOf(options: ConfigMap): string {
  if (!isGiven(options['database']))
    throw new TaskError('database is missing. Set it for the task, or for all tasks in _export, under td');
  return textValue(options['database'], 'database');
}

/**
 * The engine that an option names: `presto` is the built-in engine, `trino` the Trino server that is set up. Throws
 * UserError `query_engine_unknown` for others, such as `hive`.
 */
export function engineOf(options: ConfigMap): QueryEngine {
  const engine = textValue(options['engine'] ?? 'presto', 'engine');
  refuseOtherTypes(engine);
  return engine === 'trino' ? 'trino' : 'duckdb';
}

/** The priority of a job: a number from -2 to 2, or its name, such as `very-low` for -2. */
export function priorityOf(options: ConfigMap): Priority {
  const priority = options['priority'] ?? 0;
  const names: readonly string[] = PRIORITIES;
  const nameIndex = names.indexOf(String(priority).toLowerCase().replaceAll('_', '-'));
  const number = nameIndex < 0 ? numberValue(priority, 'priority') : nameIndex - 2;
  if (number < -2 || number > 2) throw new TaskError('priority has to be a number from -2 to 2');
  return number as Priority;
}

export function retryLimitOf(options: ConfigMap): number {
  const limit = numberValue(options['job_retry'] ?? 0, 'job_retry');
  const { min, max } = RETRIES;
  if (limit < min || limit > max) throw new TaskError(`job_retry has to be a number from ${min} to ${max}`);
  return limit;
}

/** Whether an option has a value. An option without a value counts as missing. */
export function isGiven(value: ConfigValue | undefined): value is ConfigValue {
  return value !== undefined && value !== null && value !== '';
}

/** The table that an option names: `table`, or `database.table`. */
export function tableOf(value: ConfigValue | undefined, name: string, options: ConfigMap) {
  const [table = '', database, ...more] = textValue(value, name).split('.').reverse();
  if (more.length > 0) throw new TaskError(`${name} has to be the name of a table, or database.table`);
  return { database: database ?? databaseOf(options), table };
}
