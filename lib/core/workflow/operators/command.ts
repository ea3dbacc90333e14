import { type ConfigMap, type ConfigValue, isMap } from '../config/config-node.ts';
import { wholeNumber } from '../definition/whole-number.ts';
import { pathFrom } from '../project-path.ts';
import { TaskError, type TaskRun } from './task-run.ts';

/** A value that may be JSON text, as templates produce it. Throws TaskError. */
export function parsedValue(value: ConfigValue | undefined, name: string): ConfigValue {
  if (typeof value !== 'string') return value ?? null;
  try {
    return JSON.parse(value) as ConfigValue;
  } catch {
    throw new TaskError(`${name} is not JSON: ${value.slice(0, 100)}`);
  }
}

/** A list, also as JSON text. Throws TaskError. */
export function listValue(value: ConfigValue | undefined, name: string): readonly ConfigValue[] {
  const parsed = parsedValue(value, name);
  if (!Array.isArray(parsed)) throw new TaskError(`${name} has to be a list`);
  return parsed as readonly ConfigValue[];
}

/** Text, or a number or boolean as text. Throws TaskError. */
export function textValue(value: ConfigValue | undefined, name: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TaskError(`${name} has to be text`);
}

/** A whole number, also as text. Throws TaskError. */
export function numberValue(value: ConfigValue | undefined, name: string): number {
  const number = wholeNumber(value);
  if (number === undefined) throw new TaskError(`${name} has to be a whole number of at most 15 digits`);
  return number;
}

/** `true` and `false`, also as text; false without a value. Throws TaskError. */
export function booleanValue(value: ConfigValue | undefined, name: string): boolean {
  if (value === undefined || value === null) return false;
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw new TaskError(`${name} has to be true or false, not ${String(value).slice(0, 100)}`);
}

/** Whether `if>` accepts a value. */
export function isCondition(value: ConfigValue): boolean {
  return conditionOf(value) !== undefined;
}

/** A condition as true or false, as digdag reads it; undefined for a value that is not a condition. */
export function conditionOf(value: ConfigValue): boolean | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? value !== 0 : undefined;
  const text = String(value).trim().toLowerCase();
  return text === 'true' || text === 'false' ? text === 'true' : undefined;
}

/** The path of a file of the project that a task names. Throws TaskError. */
export function projectPath({ folder }: Pick<TaskRun, 'folder'>, name: string): string {
  const path = pathFrom(folder, name);
  if (path === undefined) throw new TaskError(`${name} is a path outside the project`);
  return path;
}

/**
 * The text of a query or an email. The command is `{data: text}`, which is already evaluated; or a file, which is
 * evaluated now; or empty, and the text is in `option`. Throws TaskError.
 */
export function textOfCommand(run: TaskRun, option: 'query' | 'body'): string {
  const { command, config, files } = run;
  if (isMap(command)) return textValue(command['data'], 'data');
  if (command === null || command === '') return textValue(config[option], option);
  const name = textValue(command, 'the file');
  const path = projectPath(run, name);
  const text = files.read(path);
  if (text === undefined) throw new TaskError(`the file ${path} is not in the project`);
  try {
    return run.template(text);
  } catch (error) {
    throw new TaskError(`${error instanceof Error ? error.message : String(error)} in ${path}`);
  }
}

/** The tasks of a directive, as written in the file. Throws TaskError. */
export function tasksOfDirective(local: ConfigMap, name: '_do' | '_else_do'): ConfigMap {
  const tasks = local[name];
  if (!isMap(tasks)) throw new TaskError(`${name} has to contain tasks`);
  return tasks;
}
