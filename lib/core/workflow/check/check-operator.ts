import type { TextParams } from '../../issue.ts';
import { type ConfigEntry, entryOf, type MapNode, nodeValue, type Place } from '../config/config-node.ts';
import {
  type CommandKind,
  OPERATORS,
  type OperatorKind,
  operatorKind,
  REFUSED_OPERATORS,
  TASK_DIRECTIVES,
} from '../definition/operators.ts';
import { isCount, wholeNumber } from '../definition/whole-number.ts';
import type { Findings } from '../findings.ts';
import { isCondition } from '../operators/command.ts';
import { type ProjectFiles, WORKFLOW_EXTENSION, workflowFile, workflowFiles, workflowName } from '../project-files.ts';
import { pathFrom } from '../project-path.ts';
import { suggestionsFor } from '../suggestion.ts';
import { isDuration, isTemplate, unsupportedEngine } from './check-directives.ts';
import { checkQueryText, checkValues } from './check-values.ts';

export interface CheckContext {
  readonly files: ProjectFiles;
  readonly findings: Findings;
  /** The folder of the workflow file, in which its tasks look for files. */
  readonly folder: string;
}

/** Checks the operator of a task: whether it is supported, its command and its options. */
export function checkOperator(node: MapNode, operator: ConfigEntry, context: CheckContext): void {
  const { findings } = context;
  const { name, command } = commandOf(node, operator);
  const kind = operatorKind(name);
  if (!kind) {
    const instead = REFUSED_OPERATORS.get(name);
    if (instead) findings.error(operator.at, 'workflow_operator_unsupported', { name, instead });
    else findings.unknown(operator.at, 'workflow_operator_unknown', name, Object.keys(OPERATORS));
    return;
  }
  const task = { name, command, node };
  checkCommand(kind.command, task, context);
  checkValues(name, node, command, findings);
  checkOptions(kind, task, operator, findings);
}

/** The name of a task's operator, and the entry of its command: `td>: q.sql`, or `_type: td` with `_command: q.sql`. */
export function commandOf(
  node: MapNode,
  operator: ConfigEntry,
): { readonly name: string; readonly command: ConfigEntry } {
  if (operator.key !== '_type') return { name: operator.key.slice(0, -1), command: operator };
  const value = entryOf(node, '_command')?.value ?? NO_VALUE;
  return { name: String(nodeValue(operator.value)), command: { ...operator, value } };
}

/** The share of letters in which a misspelled option may differ from the intended one. */
const MAX_DIFFERENCE = 0.3;

const NO_VALUE = { kind: 'scalar', value: null, at: { file: '', line: 0, column: 0 } } as const;

function checkOptions(kind: OperatorKind, task: OperatorTask, operator: ConfigEntry, findings: Findings): void {
  const { name, node } = task;
  checkPresence(kind, task, operator.at, findings);
  const settings = name === 'td' ? entryOf(node, 'result_settings') : undefined;
  if (settings && !entryOf(node, 'result_connection'))
    findings.error(settings.at, 'workflow_settings_without_connection');
  if (kind.options.includes('engine')) checkEngine(entryOf(node, 'engine'), findings);
  for (const entry of node.entries)
    if (entry.key !== operator.key && !kind.options.includes(entry.key)) checkOtherKey(kind, name, entry, findings);
}

/** Checks that a task has the options that it needs, and not two that exclude each other. */
function checkPresence(kind: OperatorKind, { name, node }: OperatorTask, at: Place, findings: Findings): void {
  const has = (option: string) => entryOf(node, option) !== undefined;
  for (const option of kind.required ?? [])
    if (!has(option)) findings.error(at, 'workflow_option_required', { name, option });
  if (kind.anyOf && !kind.anyOf.some(has)) findings.error(at, 'workflow_option_one_of', { name, options: kind.anyOf });
  for (const [one, other] of kind.exclusive ?? [])
    if (has(one) && has(other)) findings.error(at, 'workflow_options_exclude', { name, one, other });
}

function checkEngine(engine: ConfigEntry | undefined, findings: Findings): void {
  const unsupported = engine && unsupportedEngine(engine.value);
  if (engine && unsupported !== undefined)
    findings.error(engine.at, 'workflow_engine_unsupported', { engine: unsupported });
}

/** Checks a key of a task that is neither its operator nor an option of the operator. */
function checkOtherKey(kind: OperatorKind, name: string, { key, at }: ConfigEntry, findings: Findings): void {
  if (kind.unsupported?.includes(key)) {
    findings.error(at, 'workflow_option_unsupported', { name, option: key });
    return;
  }
  if (key.startsWith('_')) {
    if (!TASK_DIRECTIVES.has(key)) findings.unknown(at, 'workflow_directive_unknown', key, TASK_DIRECTIVES);
    return;
  }
  // Templates of a task see all its keys, so an unknown key may be a parameter.
  const options = kind.options.filter((option) => !option.startsWith('_'));
  const suggestion = suggestionsFor(key, options, MAX_DIFFERENCE);
  if (suggestion.length > 0) findings.warning(at, 'workflow_option_unknown', { name, option: key, suggestion });
}

/** A task's operator by name, the entry of its command, and the whole task. */
interface OperatorTask {
  readonly name: string;
  readonly command: ConfigEntry;
  readonly node: MapNode;
}

/** Whether a command has the form of its kind. */
const HAS_FORM: Readonly<Partial<Record<CommandKind, (task: OperatorTask) => boolean>>> = {
  text: ({ command: { value } }) => value.kind === 'scalar' && value.value !== null,
  boolean: ({ command }) => isCondition(nodeValue(command.value)),
  number: ({ command, node }) => isCount(nodeValue(command.value)) || entryOf(node, 'count') !== undefined,
  duration({ command }) {
    const text = nodeValue(command.value);
    return typeof text === 'string' && isDuration(text);
  },
  lists: ({ command: { value } }) =>
    value.kind === 'map' ? value.entries.length > 0 : typeof nodeValue(value) === 'string',
  file: isNamed,
  workflow: isNamed,
};

function isNamed({ command }: OperatorTask): boolean {
  return textOf(command) !== '';
}

/** The text of a command; empty for any other value. */
function textOf({ value }: ConfigEntry): string {
  const text = nodeValue(value);
  return typeof text === 'string' ? text : '';
}

/** What else is checked about a command that has the form of its kind. */
const CHECKS: Readonly<Partial<Record<CommandKind, (task: OperatorTask, context: CheckContext) => void>>> = {
  none({ name, command: { at, value } }, { findings }) {
    const unused = nodeValue(value);
    if (unused !== null && unused !== '') findings.warning(at, 'workflow_command_unused', { name });
  },
  range: ({ command }, { findings }) => checkRange(command, findings),
  file({ command }, context) {
    const name = textOf(command);
    checkFile(workflowFile(name), command.at, context, name);
  },
  workflow: ({ command }, context) => checkWorkflowName(textOf(command), command.at, context),
  query: (task, context) => checkText('query', task, context),
  template: (task, context) => checkText('template', task, context),
};

function checkCommand(kind: CommandKind, task: OperatorTask, context: CheckContext): void {
  const { name, command } = task;
  if (isTemplate(command.value)) return;
  const hasForm = HAS_FORM[kind]?.(task) ?? true;
  if (hasForm) CHECKS[kind]?.(task, context);
  else context.findings.error(command.at, `workflow_command_${kind}_invalid`, { name });
}

/** Checks a command that is a file, `{data: text}`, or empty. If empty, it needs `query` or, for a template, `body`. */
function checkText(kind: 'query' | 'template', { name, command, node }: OperatorTask, context: CheckContext): void {
  const { at } = command;
  const { findings } = context;
  if (kind === 'query') checkQuery(command, node, findings);
  const file = textOf(command);
  if (file === '') checkGivenText(kind, { name, command, node }, findings);
  else checkFile(file, at, context);
}

/** Checks that a task has the text of its command in `data`, or in the option for it if the command is empty. */
function checkGivenText(
  kind: 'query' | 'template',
  { name, command: { at, value }, node }: OperatorTask,
  findings: Findings,
): void {
  for (const entry of value.kind === 'map' ? value.entries : [])
    if (entry.key !== 'data') findings.unknown(entry.at, 'workflow_command_key_unknown', entry.key, ['data']);
  const text = value.kind === 'map' ? entryOf(value, 'data') : entryOf(node, kind === 'query' ? 'query' : 'body');
  if (!text || !isMapOrEmpty(value)) findings.error(at, `workflow_command_${kind}_invalid`, { name });
}

function isMapOrEmpty(value: ConfigEntry['value']): boolean {
  return value.kind === 'map' || nodeValue(value) === null || nodeValue(value) === '';
}

/** Checks a query that is written in the workflow. `checkTexts` of check-project.ts checks each query file once. */
function checkQuery({ value }: ConfigEntry, node: MapNode, findings: Findings): void {
  const command = nodeValue(value);
  const inline = entryOf(value, 'data') ?? (command === null || command === '' ? entryOf(node, 'query') : undefined);
  const text = inline && nodeValue(inline.value);
  if (inline && typeof text === 'string') checkQueryText(text, inline.at, findings);
}

/** `written`: only for a `call>`, the name in its command, possibly without the extension of workflows. */
function checkFile(name: string, at: Place, { files, findings, folder }: CheckContext, written?: string): void {
  const path = pathFrom(folder, name);
  if (path === undefined) findings.error(at, 'workflow_path_outside', { name });
  else if (!findings.isFull && !files.paths.includes(path)) {
    const isPossible = (candidate: string) => written === undefined || candidate.endsWith(WORKFLOW_EXTENSION);
    const suggestion = suggestionsFor(path, files.paths.filter(isPossible));
    const params: TextParams = written === undefined ? { name, path, folder } : { name, path, folder, written };
    if (suggestion.length === 0) findings.error(at, 'workflow_file_missing', params);
    else findings.error(at, 'workflow_file_missing_near', { ...params, suggestion });
  }
}

function checkWorkflowName(name: string, at: ConfigEntry['at'], { files, findings }: CheckContext): void {
  const isWorkflow = !name.includes('/') && files.paths.includes(`${name}${WORKFLOW_EXTENSION}`);
  if (isWorkflow || findings.isFull) return;
  // As in digdag, call> accepts the extension and require> does not.
  const bareName = name.endsWith(WORKFLOW_EXTENSION) ? workflowName(name) : name;
  const suggestion = suggestionsFor(bareName, workflowFiles(files).map(workflowName));
  if (suggestion.length === 0) findings.error(at, 'workflow_unknown', { name });
  else findings.error(at, 'workflow_unknown_near', { name, suggestion });
}

const RANGE_KEYS = ['from', 'to', 'step', 'slices'];

function checkRange({ at, value }: ConfigEntry, findings: Findings): void {
  if (value.kind !== 'map') {
    if (typeof nodeValue(value) !== 'string') findings.error(at, 'workflow_command_range_invalid');
    return;
  }
  for (const entry of value.entries) checkRangeKey(entry, findings);
  const [from, to, step, slices] = RANGE_KEYS.map((key) => entryOf(value, key));
  // Either `step` or `slices` is required, but not both.
  if (!from || !to || Boolean(step) === Boolean(slices)) findings.error(at, 'workflow_command_range_invalid');
  for (const entry of [step, slices])
    if (entry && !isTemplate(entry.value) && (wholeNumber(nodeValue(entry.value)) ?? 1) < 1)
      findings.error(entry.at, 'workflow_range_number_invalid', { name: entry.key });
}

function checkRangeKey({ key, at, value }: ConfigEntry, findings: Findings): void {
  if (!RANGE_KEYS.includes(key)) findings.unknown(at, 'workflow_command_key_unknown', key, RANGE_KEYS);
  else if (!isTemplate(value) && wholeNumber(nodeValue(value)) === undefined)
    findings.error(at, 'workflow_range_number_invalid', { name: key });
}
