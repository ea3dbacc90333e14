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
    if (REFUSED_OPERATORS.has(name)) findings.error(operator.at, 'workflow_operator_unsupported', { name });
    else findings.unknown(operator.at, 'workflow_operator_unknown', name, Object.keys(OPERATORS));
    return;
  }
  checkCommand(kind.command, { name, command, node }, context);
  checkValues(name, node, command, findings);
  checkOptions(kind, name, node, operator, findings);
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

function checkOptions(
  kind: OperatorKind,
  name: string,
  node: MapNode,
  operator: ConfigEntry,
  findings: Findings,
): void {
  const has = (option: string) => entryOf(node, option) !== undefined;
  for (const option of kind.required ?? [])
    if (!has(option)) findings.error(operator.at, 'workflow_option_required', { name, option });
  if (kind.anyOf && !kind.anyOf.some(has))
    findings.error(operator.at, 'workflow_option_one_of', { name, options: kind.anyOf });
  for (const [first, second] of kind.exclusive ?? [])
    if (has(first) && has(second))
      findings.error(operator.at, 'workflow_options_exclude', { name, one: first, other: second });
  if (name === 'td' && has('result_settings') && !has('result_connection'))
    findings.error(entryOf(node, 'result_settings')?.at ?? operator.at, 'workflow_settings_without_connection');
  const engine = kind.options.includes('engine') ? entryOf(node, 'engine') : undefined;
  const unsupported = engine && unsupportedEngine(engine.value);
  if (engine && unsupported !== undefined)
    findings.error(engine.at, 'workflow_engine_unsupported', { engine: unsupported });
  for (const { key, at } of node.entries) {
    if (key === operator.key || kind.options.includes(key)) continue;
    if (kind.unsupported?.includes(key)) findings.error(at, 'workflow_option_unsupported', { name, option: key });
    else if (key.startsWith('_')) {
      if (!TASK_DIRECTIVES.has(key)) findings.unknown(at, 'workflow_directive_unknown', key, TASK_DIRECTIVES);
    } else {
      // Templates of a task see all its keys, so an unknown key may be a parameter.
      const suggestion = suggestionsFor(
        key,
        kind.options.filter((option) => !option.startsWith('_')),
        MAX_DIFFERENCE,
      );
      if (suggestion.length > 0) findings.warning(at, 'workflow_option_unknown', { name, option: key, suggestion });
    }
  }
}

/** A task's operator by name, the entry of its command, and the whole task. */
interface OperatorTask {
  readonly name: string;
  readonly command: ConfigEntry;
  readonly node: MapNode;
}

function checkCommand(commandKind: CommandKind, task: OperatorTask, context: CheckContext): void {
  const { name, command, node } = task;
  const { at, value } = command;
  const { findings } = context;
  if (isTemplate(value)) return;
  const commandValue = nodeValue(value);
  const reportInvalid = () => findings.error(at, `workflow_command_${commandKind}_invalid`, { name });
  switch (commandKind) {
    case 'any':
      return;
    case 'none':
      if (commandValue !== null && commandValue !== '') findings.warning(at, 'workflow_command_unused', { name });
      return;
    case 'text':
      if (value.kind !== 'scalar' || commandValue === null) reportInvalid();
      return;
    case 'boolean':
      if (!isCondition(commandValue)) reportInvalid();
      return;
    case 'number':
      if (!isCount(commandValue) && !entryOf(node, 'count')) reportInvalid();
      return;
    case 'duration':
      if (typeof commandValue !== 'string' || !isDuration(commandValue)) reportInvalid();
      return;
    case 'lists':
      if (!(value.kind === 'map' && value.entries.length > 0) && typeof commandValue !== 'string') reportInvalid();
      return;
    case 'range':
      checkRange(command, findings);
      return;
    case 'file':
    case 'workflow':
      if (typeof commandValue !== 'string' || commandValue === '') reportInvalid();
      else if (commandKind === 'file') checkFile(workflowFile(commandValue), at, context, commandValue);
      else checkWorkflowName(commandValue, at, context);
      return;
    case 'query':
    case 'template':
      checkText(commandKind, task, context);
  }
}

/** Checks a command that is a file, `{data: text}`, or empty. If empty, it needs `query` or, for a template, `body`. */
function checkText(
  commandKind: 'query' | 'template',
  { name, command, node }: OperatorTask,
  context: CheckContext,
): void {
  const { at, value } = command;
  const { findings } = context;
  const commandValue = nodeValue(value);
  const reportInvalid = () => findings.error(at, `workflow_command_${commandKind}_invalid`, { name });
  if (commandKind === 'query') checkQuery(command, node, findings);
  if (value.kind === 'map') {
    for (const entry of value.entries)
      if (entry.key !== 'data') findings.unknown(entry.at, 'workflow_command_key_unknown', entry.key, ['data']);
    if (!entryOf(value, 'data')) reportInvalid();
  } else if (commandValue === null || commandValue === '') {
    if (!entryOf(node, commandKind === 'query' ? 'query' : 'body')) reportInvalid();
  } else if (typeof commandValue === 'string') checkFile(commandValue, at, context);
  else reportInvalid();
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

function checkRange({ at, value }: ConfigEntry, findings: Findings): void {
  if (value.kind !== 'map') {
    if (typeof nodeValue(value) !== 'string') findings.error(at, 'workflow_command_range_invalid');
    return;
  }
  const keys = ['from', 'to', 'step', 'slices'];
  for (const entry of value.entries) {
    if (!keys.includes(entry.key)) findings.unknown(entry.at, 'workflow_command_key_unknown', entry.key, keys);
    else if (!isTemplate(entry.value) && wholeNumber(nodeValue(entry.value)) === undefined)
      findings.error(entry.at, 'workflow_range_number_invalid', { name: entry.key });
  }
  const [from, to, step, slices] = keys.map((key) => entryOf(value, key));
  // Either `step` or `slices` is required, but not both.
  if (!from || !to || Boolean(step) === Boolean(slices)) findings.error(at, 'workflow_command_range_invalid');
  for (const entry of [step, slices])
    if (entry && !isTemplate(entry.value) && (wholeNumber(nodeValue(entry.value)) ?? 1) < 1)
      findings.error(entry.at, 'workflow_range_number_invalid', { name: entry.key });
}
