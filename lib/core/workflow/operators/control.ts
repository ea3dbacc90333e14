import type { TaskOutcome } from '../attempt/task-record.ts';
import { type ConfigMap, type ConfigValue, isMap, mapOf } from '../config/config-node.ts';
import { loadConfig } from '../config/include.ts';
import { durationSeconds } from '../definition/duration.ts';
import { MAX_TASKS, VALUES } from '../definition/task.ts';
import { Findings } from '../findings.ts';
import { workflowFile } from '../project-files.ts';
import { folderOf } from '../project-path.ts';
import {
  booleanValue,
  conditionOf,
  listValue,
  numberValue,
  parsedValue,
  projectPath,
  tasksOfDirective,
  textValue,
} from './command.ts';
import { type Operator, TaskError, type TaskRun } from './task-run.ts';

/** Settings of a workflow that do not apply to a `call>` of its file. */
const WORKFLOW_SETTINGS: readonly string[] = ['schedule', 'sla', 'timezone'];

/** Each poll of a task is stored, so an interval of 0 would write to the database continuously. */
const MIN_POLL_SECONDS = 1;

/** The operators that only control the flow. They need only their parameters and the project's files. */
export const CONTROL_OPERATORS: Readonly<Record<string, Operator>> = {
  echo({ command, log }) {
    log(textValue(command, 'echo>'));
    return { kind: 'success' };
  },

  fail({ command }) {
    throw new TaskError(command === null ? '' : textValue(command, 'fail>'));
  },

  if({ command, local }) {
    // A missing value counts as false. For any other value that is not a condition, `booleanValue` throws.
    const branch = (conditionOf(command) ?? booleanValue(command, 'if>')) ? local['_do'] : local['_else_do'];
    return isMap(branch) ? { kind: 'success', subtasks: branch } : { kind: 'success' };
  },

  for_each(run) {
    const values = parsedValue(run.command, 'for_each>');
    if (!isMap(values)) throw new TaskError('for_each> has to be a map of lists');
    const lists = Object.entries(values).map(([name, list]) => [name, listValue(list, name)] as const);
    refuseTooMany(lists.reduce((count, [, list]) => count * list.length, 1));
    return repeatedTasks(run, combinationsOf(lists));
  },

  for_range(run) {
    const range = parsedValue(run.command, 'for_range>');
    if (!isMap(range)) throw new TaskError('for_range> needs from, to, and step or slices');
    const [from, to] = [numberValue(range['from'], 'from'), numberValue(range['to'], 'to')];
    const step = stepOf(range, from, to);
    refuseTooMany(Math.ceil((to - from) / step));
    const repetitions: Repetition[] = [];
    for (let start = from; start < to; start += step) {
      const end = Math.min(start + step, to);
      repetitions.push({
        name: `+range-from=${start}&to=${end}`,
        params: { range: { from: start, to: end, index: repetitions.length } },
      });
    }
    return repeatedTasks(run, repetitions);
  },

  loop(run) {
    const count = numberValue(run.config['count'] ?? run.command, 'loop>');
    refuseTooMany(count);
    return repeatedTasks(
      run,
      Array.from({ length: count }, (_, i) => ({ name: `+loop-${i}`, params: { i } })),
    );
  },

  call(run) {
    const path = projectPath(run, workflowFile(textValue(run.command, 'call>')));
    const findings = new Findings();
    const root = loadConfig(run.files, path, findings);
    // The check of the project cannot follow a path that an expression makes, so this file may be invalid.
    const error = findings.all.find(({ level }) => level === 'error');
    if (error) throw new TaskError(`${error.file} is not a valid workflow: line ${error.line}, column ${error.column}`);
    if (!root) throw new TaskError(`the file ${path} is not in the project`);
    const tasks = mapOf(root.entries.filter(({ key }) => !WORKFLOW_SETTINGS.includes(key)));
    return { kind: 'success', subtasks: inFolder(tasks, path) };
  },

  wait({ command, config, task, now }) {
    const seconds = durationSeconds(textValue(command, 'wait>'));
    if (seconds === undefined) throw new TaskError(`${String(command)} is not a duration`);
    const since = typeof task.stateParams['since'] === 'number' ? task.stateParams['since'] : now;
    const end = since + seconds * 1000;
    if (now >= end) return { kind: 'success' };
    const poll = config['poll_interval'] ?? null;
    const interval = poll === null ? undefined : durationSeconds(textValue(poll, 'poll_interval'));
    const untilMs = interval === undefined ? end : Math.min(end, now + Math.max(MIN_POLL_SECONDS, interval) * 1000);
    return { kind: 'wait', untilMs, stateParams: { since } };
  },
};

interface Repetition {
  readonly name: string;
  readonly params: ConfigMap;
}

/** The tasks of `_do`, once for each repetition, with its parameters. */
function repeatedTasks({ local, config }: TaskRun, repetitions: readonly Repetition[]): TaskOutcome {
  const tasks = tasksOfDirective(local, '_do');
  const repeated: ConfigMap = Object.fromEntries(
    repetitions.map(({ name, params }) => [name, { ...tasks, [VALUES]: params }]),
  );
  const parallel = config['_parallel'];
  return { kind: 'success', subtasks: parallel === undefined ? repeated : { ...repeated, _parallel: parallel } };
}

/**
 * Combines each value of a list with each value of the others, as in nested loops with the last list innermost. A name
 * has, for each list, the number and key of the list, and the position and beginning of the value:
 * `+for-0=who=0=anna&1=day=2=mon`.
 */
function combinationsOf(lists: readonly (readonly [string, readonly ConfigValue[]])[]): readonly Repetition[] {
  if (lists.length === 0) return [];
  let combinations: readonly Repetition[] = [{ name: '+for-', params: {} }];
  for (const [index, [key, values]] of lists.entries())
    combinations = combinations.flatMap(({ name, params }) =>
      values.map((value, position) => ({
        name: `${name}${index > 0 ? '&' : ''}${index}=${tagOf(key)}=${position}=${tagOf(value)}`,
        params: { ...params, [key]: value },
      })),
    );
  return combinations;
}

/** The beginning of a value, encoded with characters that a task name can have. */
function tagOf(value: ConfigValue): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return encodeURIComponent(text.slice(0, 8).toWellFormed()).replaceAll(
    /[!'()*~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function stepOf(range: ConfigMap, from: number, to: number): number {
  const [step, slices] = [range['step'], range['slices']];
  if ((step === undefined) === (slices === undefined)) throw new TaskError('for_range> needs either step or slices');
  const stepOrSlices = numberValue(step ?? slices, step === undefined ? 'slices' : 'step');
  if (stepOrSlices < 1) throw new TaskError('step and slices of for_range> have to be 1 or more');
  // With `slices`, the step is the range divided by their number, rounded up.
  return step === undefined ? Math.max(1, Math.floor((to - from + stepOrSlices - 1) / stepOrSlices)) : stepOrSlices;
}

function refuseTooMany(count: number): void {
  if (count > MAX_TASKS)
    throw new TaskError(`${count} tasks are more than ${MAX_TASKS}, the most that an attempt may have`);
}

/** Makes the tasks of the file at `path` look for other files in the folder of that file. */
function inFolder(tasks: ConfigMap, path: string): ConfigMap {
  const exported = isMap(tasks['_export']) ? tasks['_export'] : {};
  const workdir = typeof exported['_workdir'] === 'string' ? `/${exported['_workdir']}` : '';
  return { ...tasks, _export: { ...exported, _workdir: `${folderOf(path)}${workdir}`.replace(/^\//, '') } };
}
