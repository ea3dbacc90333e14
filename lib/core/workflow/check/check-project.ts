import { isTimeZone } from '../../schedule/timetable.ts';
import {
  type ConfigEntry,
  type ConfigNode,
  entryOf,
  type MapNode,
  nodeValue,
  type Place,
} from '../config/config-node.ts';
import { ConfigReader } from '../config/include.ts';
import { compileTasks, MAX_LINKED } from '../definition/compile-tasks.ts';
import { operatorKind, REFUSED_OPERATORS } from '../definition/operators.ts';
import { readSchedule } from '../definition/schedule.ts';
import { readSla, SLA_OPTIONS } from '../definition/sla.ts';
import { MAX_TASKS, type TaskDefinition } from '../definition/task.ts';
import type { WorkflowFinding } from '../finding.ts';
import { Findings, MAX_FINDINGS } from '../findings.ts';
import { type ProjectFiles, workflowFile, workflowFiles, workflowName } from '../project-files.ts';
import { folderOf, pathFrom } from '../project-path.ts';
import { partsOf, pathOf } from '../template/template.ts';
import { checkDirectives, checkGroup } from './check-directives.ts';
import { checkOperator, commandOf } from './check-operator.ts';
import { checkQueryText } from './check-values.ts';
import { MissingDatabases } from './missing-databases.ts';
import { type FileLink, findRequireCycles, MAX_CALLS } from './require-cycles.ts';

/** Checks an expression with the parser of the script engine. Returns the problem; undefined if there is none. */
export type ExpressionSyntax = (expression: string) => string | undefined;

export interface CheckedProject {
  /** Names of the workflows. */
  readonly workflows: readonly string[];
  /** In the order of files and lines. */
  readonly findings: readonly WorkflowFinding[];
  /** The authentications that tasks name. */
  readonly connections: readonly NamedConnection[];
}

export interface NamedConnection {
  readonly name: string;
  readonly at: Place;
}

/** Checks all that can be known about a project without running any of it. */
export function checkProject(files: ProjectFiles, syntax: ExpressionSyntax): CheckedProject {
  const checker = new ProjectChecker(files, syntax);
  const workflows = workflowFiles(files);
  if (workflows.length === 0) checker.findings.error(startOf('.'), 'workflow_project_empty');
  for (const file of files.nonTextFiles ?? []) checker.findings.error(startOf(file), 'workflow_file_no_text');
  for (const file of workflows) checker.checkWorkflow(file, []);
  findRequireCycles(checker.links, checker.findings);
  checker.databases.report(checker.links, checker.findings);
  checker.checkTexts();
  const { findings, connections } = checker;
  const ordered = sortedFindings(findings.all);
  return {
    workflows: workflows.map(workflowName),
    findings: findings.isFull ? [TOO_MANY_FINDINGS, ...ordered] : ordered,
    connections,
  };
}

function startOf(file: string): Place {
  return { file, line: 1, column: 1 };
}

const TOO_MANY_FINDINGS: WorkflowFinding = {
  ...startOf('.'),
  level: 'error',
  code: 'workflow_findings_too_many',
  params: { max: MAX_FINDINGS },
};

/** Maximum `size` of all workflow files with what they include, so that a check stays short. */
const MAX_PROJECT_SIZE = 30_000_000;
/** Maximum number of distinct expressions, without those that only look up a parameter. */
const MAX_EXPRESSIONS = 10_000;

class ProjectChecker {
  readonly findings = new Findings();
  readonly connections: NamedConnection[] = [];
  /** What each file runs or waits for. */
  readonly links = new Map<string, FileLink[]>();
  readonly databases = new MissingDatabases();
  readonly #files: ProjectFiles;
  readonly #reader: ConfigReader;
  readonly #syntaxProblem: ExpressionSyntax;
  readonly #checkedFiles = new Set<string>();
  /** Paths of files that are queries or texts of emails. */
  readonly #texts = new Set<string>();
  /** Paths of files that are queries. */
  readonly #queries = new Set<string>();
  /** The problem of each expression that was checked. */
  readonly #problems = new Map<string, string | undefined>();
  #size = 0;

  constructor(files: ProjectFiles, syntax: ExpressionSyntax) {
    this.#files = files;
    this.#reader = new ConfigReader(files);
    this.#syntaxProblem = syntax;
  }

  /** `callers`: the files whose calls lead to this file, and which it must not call. */
  checkWorkflow(file: string, callers: readonly string[]): void {
    if (this.#checkedFiles.has(file) || this.findings.isFull) return;
    this.#checkedFiles.add(file);
    const countBefore = this.findings.all.length;
    if (this.#size > MAX_PROJECT_SIZE) {
      this.findings.error(startOf(file), 'workflow_project_too_large', { max: MAX_PROJECT_SIZE });
      return;
    }
    const { root, size } = this.#reader.load(file, this.findings);
    this.#size += size;
    if (!root) {
      if (this.findings.all.length > countBefore) this.#reportUnsupportedOperators(file);
      return;
    }
    this.#checkName(file);
    this.#checkSettings(root);
    this.#checkTasks([...callers, file], {
      parentName: '',
      name: `+${workflowName(file)}`,
      node: root,
      at: root.at,
    });
    this.#checkExpressions(root);
  }

  #checkName(file: string): void {
    const name = workflowName(file.slice(file.lastIndexOf('/') + 1));
    if (name === '' || /^[0-9]/.test(name) || /[+^@/\\:*?"<>|]/.test(name[0] ?? ''))
      this.findings.error(startOf(file), 'workflow_name_invalid', { name });
  }

  /** Checks the settings that only the top of a file can have. */
  #checkSettings(root: MapNode): void {
    const timeZone = entryOf(root, 'timezone');
    const schedule = entryOf(root, 'schedule');
    if (timeZone && !isTimeZone(String(nodeValue(timeZone.value))))
      this.findings.error(timeZone.at, 'workflow_time_zone_unknown', { name: String(nodeValue(timeZone.value)) });
    if (schedule) readSchedule(schedule, this.findings);
  }

  /**
   * Checks tasks and the tasks of their directives, which are otherwise compiled only during a run. `callChain`: files
   * of which each calls the next, ending with the file of the tasks.
   */
  #checkTasks(
    callChain: readonly string[],
    root: { readonly parentName: string; readonly name: string; readonly node: MapNode; readonly at: Place },
  ): void {
    const file = callChain.at(-1) ?? '';
    const folder = folderOf(file);
    const visit = ({ fullName, name }: TaskDefinition, node: MapNode, operator?: ConfigEntry) =>
      this.databases.visit({ fullName, parentName: fullName.slice(0, -name.length), file }, node, operator);
    const { length: count } = compileTasks(root, this.findings, {
      group: (task, node) => {
        const { fullName, parent } = task;
        visit(task, node);
        const isTopOfFile = parent === null && root.parentName === '';
        checkGroup(node, isTopOfFile, this.findings);
        checkDirectives(node, { isRetried: false }, this.findings);
        this.#checkTasksOfDirectives(callChain, fullName, node);
      },
      operator: (task, node, operator) => {
        const { fullName } = task;
        visit(task, node, operator);
        checkOperator(node, operator, { files: this.#files, findings: this.findings, folder });
        this.#follow(operator, node, folder, callChain);
        this.#rememberConnection(node);
        const isRetried = operatorKind(commandOf(node, operator).name)?.isRetried === true;
        checkDirectives(node, { isRetried }, this.findings);
        this.#checkTasksOfDirectives(callChain, fullName, node);
      },
    });
    const max = NOT_COUNTED.includes(root.name) ? MAX_LINKED : MAX_TASKS;
    if (count > max) this.findings.error(root.at, 'workflow_tasks_too_many', { count, max });
  }

  #checkTasksOfDirectives(callChain: readonly string[], fullName: string, node: MapNode): void {
    for (const { key, at, value } of node.entries) {
      const name = DIRECTIVES_WITH_TASKS.get(key);
      if (!name) continue;
      if (key === 'sla') readSla({ key, at, value }, this.findings);
      if (value.kind === 'map') {
        const tasks = key === 'sla' ? slaTasks(value) : value;
        this.#checkTasks(callChain, { parentName: fullName, name, node: tasks, at });
      } else if (value.kind !== 'scalar' || value.value !== null)
        this.findings.error(at, 'workflow_task_not_a_mapping', { name: key });
    }
  }

  /** Notes the query, text or workflow that an operator names, and checks the file that a `call>` names. */
  #follow(operator: ConfigEntry, node: MapNode, folder: string, callChain: readonly string[]): void {
    const { name: operatorName, command } = commandOf(node, operator);
    const fileName = nodeValue(command.value);
    if (typeof fileName !== 'string' || fileName.includes('${')) return;
    const kind = operatorKind(operatorName)?.command;
    if (kind === 'query' || kind === 'template') {
      const path = pathFrom(folder, fileName);
      if (path === undefined) return;
      this.#texts.add(path);
      if (kind === 'query') this.#queries.add(path);
    } else if (kind === 'workflow') {
      // With `session_time`, a workflow may wait for another session of itself, which is not a cycle.
      if (!entryOf(node, 'session_time'))
        this.#addLink(callChain, { to: workflowFile(fileName), at: command.at, operator: 'require' });
    } else if (kind === 'file') {
      const path = pathFrom(folder, workflowFile(fileName));
      if (path !== undefined) this.#followCall(path, command.at, callChain);
    }
  }

  #followCall(file: string, at: Place, callChain: readonly string[]): void {
    this.#addLink(callChain, { to: file, at, operator: 'call' });
    if (callChain.includes(file))
      this.findings.error(at, 'workflow_call_circle', { path: [...callChain, file].join(' → ') });
    else if (callChain.length > MAX_CALLS) this.findings.error(at, 'workflow_calls_too_deep', { max: MAX_CALLS });
    else if (this.#files.paths.includes(file)) this.checkWorkflow(file, callChain);
  }

  #rememberConnection(node: MapNode): void {
    const entry = entryOf(node, 'result_connection');
    const value = entry && nodeValue(entry.value);
    if (!entry || (typeof value !== 'string' && typeof value !== 'number')) return;
    const name = String(value);
    if (name !== '' && !name.includes('${')) this.connections.push({ name, at: entry.at });
  }

  #addLink(callChain: readonly string[], link: FileLink): void {
    const from = callChain.at(-1) ?? '';
    this.links.set(from, [...(this.links.get(from) ?? []), link]);
  }

  #checkExpressions(node: ConfigNode): void {
    if (node.kind === 'list') for (const item of node.items) this.#checkExpressions(item);
    if (node.kind === 'map') for (const { value } of node.entries) this.#checkExpressions(value);
    if (node.kind === 'scalar' && typeof node.value === 'string') this.#checkTemplate(node.value, () => node.at);
  }

  /** Checks the expressions in files of queries and emails. */
  checkTexts(): void {
    for (const file of this.#texts) {
      const text = this.#files.read(file);
      if (text === undefined) continue;
      const positionOf = positionsIn(text);
      this.#checkTemplate(text, (offset) => ({ file, ...positionOf(offset) }));
      if (this.#queries.has(file)) checkQueryText(text, startOf(file), this.findings);
    }
  }

  #checkTemplate(text: string, placeOf: (offset: number) => Place): void {
    for (const part of partsOf(text)) {
      if (this.findings.isFull) return;
      if (!('expression' in part) || pathOf(part.expression)) continue;
      const { expression } = part;
      if (!this.#problems.has(expression) && this.#problems.size >= MAX_EXPRESSIONS) {
        this.findings.error(placeOf(part.offset), 'workflow_expressions_too_many', { max: MAX_EXPRESSIONS });
        return;
      }
      const problem = this.#problemOf(expression);
      if (problem !== undefined)
        this.findings.error(placeOf(part.offset), 'workflow_expression_invalid', {
          expression: expression.trim().slice(0, MAX_SHOWN_LENGTH),
          problem,
        });
    }
  }

  #problemOf(expression: string): string | undefined {
    if (!this.#problems.has(expression)) this.#problems.set(expression, this.#syntaxProblem(expression));
    return this.#problems.get(expression);
  }

  /**
   * Reports unsupported operators in a file that cannot be parsed, so that people see all problems at once.
   */
  #reportUnsupportedOperators(file: string): void {
    const lines = (this.#files.read(file) ?? '').split('\n');
    lines.forEach((line, index) => {
      const [, indent = '', name = ''] = /^(\s*)["']?([A-Za-z_]\w*)>["']?\s*:/.exec(line) ?? [];
      const instead = REFUSED_OPERATORS.get(name);
      const at = { file, line: index + 1, column: indent.length + 1 };
      if (instead) this.findings.error(at, 'workflow_operator_unsupported', { name, instead });
    });
  }
}

const MAX_SHOWN_LENGTH = 100;
/** Tasks under these names do not count toward the limit of an attempt. */
const NOT_COUNTED: readonly string[] = ['^error', '^sla'];

/** Directives and options with tasks, and the name under which their tasks are added. */
const DIRECTIVES_WITH_TASKS: ReadonlyMap<string, string> = new Map([
  ['_do', '^sub'],
  ['_else_do', '^sub'],
  ['_error', '^error'],
  ['_check', '^check'],
  ['sla', '^sla'],
]);

/** The tasks of an SLA, without its options. */
function slaTasks(sla: MapNode): MapNode {
  return { ...sla, entries: sla.entries.filter(({ key }) => !SLA_OPTIONS.includes(key)) };
}

/** Returns a function that finds the position of an offset in a text. The offsets must ascend. */
function positionsIn(text: string) {
  let line = 1;
  let lineStart = 0;
  return (offset: number): { readonly line: number; readonly column: number } => {
    for (;;) {
      const lineEnd = text.indexOf('\n', lineStart);
      if (lineEnd < 0 || lineEnd >= offset) return { line, column: offset - lineStart + 1 };
      line++;
      lineStart = lineEnd + 1;
    }
  };
}

/** The findings in the order of files and lines, without duplicates. */
export function sortedFindings(findings: readonly WorkflowFinding[]): readonly WorkflowFinding[] {
  const unique = new Map(findings.map((finding) => [identityOf(finding), finding]));
  return [...unique.values()].sort(byPlace);
}

function byPlace(a: Place, b: Place): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}

/** Findings that differ only in the path of calls that leads to the place are the same problem. */
function identityOf({ file, line, column, code, params: { path: _, ...params } }: WorkflowFinding): string {
  return JSON.stringify([file, line, column, code, params]);
}
