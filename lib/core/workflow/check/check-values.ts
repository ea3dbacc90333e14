import { z } from 'zod';
import { UserError } from '../../errors.ts';
import { PRIORITIES } from '../../job/query.ts';
import { RETRIES } from '../../query/saved-query.ts';
import { isWorkbenchName } from '../../query/workbench.ts';
import { fromPresto } from '../../sql/presto-sql.ts';
import {
  type ConfigEntry,
  type ConfigMap,
  type ConfigValue,
  entryOf,
  isMap,
  type MapNode,
  nodeValue,
  type Place,
} from '../config/config-node.ts';
import { durationSeconds } from '../definition/duration.ts';
import { MAX_TASKS } from '../definition/task.ts';
import { wholeNumber } from '../definition/whole-number.ts';
import type { Findings } from '../findings.ts';
import { partsOf } from '../template/template.ts';
import { isTemplate } from './check-directives.ts';

/** Checks values that an operator would refuse when it runs, unless they are templates. */
export function checkValues(name: string, node: MapNode, command: ConfigEntry, findings: Findings): void {
  CHECKS[name]?.(node, command, findings);
}

type Check = (node: MapNode, command: ConfigEntry, findings: Findings) => void;

const CHECKS: Readonly<Record<string, Check>> = {
  for_each: checkLists,
  for_range: checkRangeCount,
  loop(node, command, findings) {
    const entry = entryOf(node, 'count') ?? command;
    checkCount(wholeNumber(literalOf(entry.value)), entry.at, findings);
  },
  td: checkQueryTask,
  td_for_each: checkJob,
  td_wait(node, command, findings) {
    checkJob(node, command, findings);
    checkInterval(node, findings);
  },
  td_wait_table: (node, _, findings) => checkInterval(node, findings),
  td_ddl: checkDdl,
  mail(node, _, findings) {
    for (const name of ['to', 'cc', 'bcc']) checkAddresses(entryOf(node, name), findings);
  },
};

/** The value of a node; undefined for a template. */
function literalOf(node: ConfigEntry['value']): ConfigValue | undefined {
  return isTemplate(node) ? undefined : nodeValue(node);
}

/** The value of a node; undefined for a template, and without a value. */
function filledLiteralOf(node: ConfigEntry['value']): ConfigValue | undefined {
  const literal = literalOf(node);
  return literal === null || literal === '' ? undefined : literal;
}

function checkInterval(node: MapNode, findings: Findings): void {
  const entry = entryOf(node, 'interval');
  const interval = entry && filledLiteralOf(entry.value);
  if (entry && interval !== undefined && !durationSeconds(String(interval)))
    findings.error(entry.at, 'workflow_duration_invalid', { name: 'interval' });
}

function checkCount(count: number | undefined, at: Place, findings: Findings): void {
  if (count !== undefined && count > MAX_TASKS)
    findings.error(at, 'workflow_repeats_too_many', { count, max: MAX_TASKS });
}

/** Checks that each value is a list or the JSON text of one, and that their items have not too many combinations. */
function checkLists(_: MapNode, { at, value }: ConfigEntry, findings: Findings): void {
  if (value.kind !== 'map') return;
  const counts = value.entries.map(({ key, at: place, value: list }) => {
    if (isTemplate(list)) return undefined;
    const items = listOf(nodeValue(list));
    if (!items) findings.error(place, 'workflow_list_invalid', { name: key });
    return items?.length;
  });
  const isCountKnown = counts.every((count) => count !== undefined);
  if (isCountKnown)
    checkCount(
      counts.reduce((product, count) => product * count, 1),
      at,
      findings,
    );
}

function listOf(value: ConfigValue): readonly ConfigValue[] | undefined {
  if (typeof value !== 'string') return Array.isArray(value) ? (value as readonly ConfigValue[]) : undefined;
  try {
    const parsed = JSON.parse(value) as ConfigValue;
    return Array.isArray(parsed) ? (parsed as readonly ConfigValue[]) : undefined;
  } catch {
    return undefined;
  }
}

/** Checks how many tasks a range makes. */
function checkRangeCount(_: MapNode, { at, value }: ConfigEntry, findings: Findings): void {
  const [from, to, step, slices] = ['from', 'to', 'step', 'slices'].map((key) => {
    const entry = entryOf(value, key);
    return entry && wholeNumber(literalOf(entry.value));
  });
  if (from === undefined || to === undefined) return;
  if (step !== undefined && step > 0) checkCount(Math.ceil((to - from) / step), at, findings);
  else if (slices !== undefined) checkCount(Math.min(slices, to - from), at, findings);
}

function checkQueryTask(node: MapNode, command: ConfigEntry, findings: Findings): void {
  checkJob(node, command, findings);
  for (const key of ['create_table', 'insert_into']) {
    const entry = entryOf(node, key);
    if (entry) checkNewName(literalOf(entry.value), 'table', entry.at, findings);
  }
  const url = entryOf(node, 'result_url');
  // The scheme comes first and is known, even if a template follows it.
  const text = url && nodeValue(url.value);
  const scheme = typeof text === 'string' ? /^([a-z][\w+.-]*):\/\//i.exec(text)?.[1] : undefined;
  if (url && scheme !== undefined) findings.error(url.at, 'workflow_result_url_unsupported', { type: scheme });
}

/** Checks the options of a query's job. */
function checkJob(node: MapNode, _: ConfigEntry, findings: Findings): void {
  const [priority, retry] = [entryOf(node, 'priority'), entryOf(node, 'job_retry')];
  const level = priority && literalOf(priority.value);
  if (priority && isSet(level) && !isPriority(level)) findings.error(priority.at, 'workflow_priority_invalid');
  const retries = retry && literalOf(retry.value);
  if (retry && isSet(retries) && !isRetryCount(retries))
    findings.error(retry.at, 'workflow_job_retry_invalid', RETRIES);
}

/** Whether an option has a value that can be checked. An empty text counts, because a running task refuses it. */
function isSet(value: ConfigValue | undefined): value is ConfigValue {
  return value !== undefined && value !== null;
}

function isRetryCount(value: ConfigValue): boolean {
  const count = wholeNumber(value);
  return count !== undefined && count >= RETRIES.min && count <= RETRIES.max;
}

function isPriority(value: ConfigValue): boolean {
  const names: readonly string[] = PRIORITIES;
  const number = wholeNumber(value);
  return number === undefined
    ? names.includes(String(value).toLowerCase().replaceAll('_', '-'))
    : Math.abs(number) <= 2;
}

/** Checks the name of what a task creates: `name`, for a table also `database.name`. Skips names with templates. */
function checkNewName(value: ConfigValue | undefined, kind: 'database' | 'table', at: Place, findings: Findings): void {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || text === '' || text.includes('${')) return;
  const [name = '', database, ...more] = text.split('.').reverse();
  const isDatabaseValid = database === undefined || (kind === 'table' && isWorkbenchName(database, 'database'));
  if (more.length > 0 || !isDatabaseValid || !isWorkbenchName(name, kind))
    findings.error(at, 'workflow_name_malformed', { name: text.slice(0, 256), kind });
}

/** The lists of names of `td_ddl>`, and what they name. */
const NAME_LISTS: Readonly<Record<string, 'database' | 'table'>> = {
  create_tables: 'table',
  drop_tables: 'table',
  empty_tables: 'table',
  create_databases: 'database',
  drop_databases: 'database',
  empty_databases: 'database',
};

/** The name of a table may have two parts: `database.table`. */
const MAX_PARTS = { database: 1, table: 2 } as const;

/** Checks the options of `td_ddl>`: lists of names, and of tables to rename. */
function checkDdl(node: MapNode, _: ConfigEntry, findings: Findings): void {
  for (const entry of node.entries) {
    const kind = Object.hasOwn(NAME_LISTS, entry.key) ? NAME_LISTS[entry.key] : undefined;
    if (kind) checkNames(entry, kind, findings);
    else if (entry.key === 'rename_tables') checkRenames(entry, findings);
  }
}

function checkNames({ key, at, value }: ConfigEntry, kind: 'database' | 'table', findings: Findings): void {
  const literal = filledLiteralOf(value);
  if (literal === undefined) return;
  const names = listOf(literal);
  if (!names?.every((name) => isName(name, MAX_PARTS[kind])))
    findings.error(at, 'workflow_names_invalid', { name: key });
  else if (!key.startsWith('drop_')) for (const name of names) checkNewName(name, kind, at, findings);
}

function checkRenames({ key, at, value }: ConfigEntry, findings: Findings): void {
  const literal = filledLiteralOf(value);
  if (literal === undefined) return;
  const renames = listOf(literal);
  if (!renames?.every(isTableRename)) findings.error(at, 'workflow_renames_invalid', { name: key });
  else for (const { to } of renames) checkNewName(to, 'table', at, findings);
}

function isName(value: ConfigValue | undefined, maxParts: number): boolean {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return false;
  return text.includes('${') || (text !== '' && text.split('.').length <= maxParts);
}

function isTableRename(value: ConfigValue): value is ConfigMap {
  return isMap(value) && isName(value['from'], MAX_PARTS.table) && isName(value['to'], 1);
}

const email = z.email().max(254);

/** Checks addresses of emails, each alone or with a name before it: `Shop <shop@mail.example>`. */
function checkAddresses(entry: ConfigEntry | undefined, findings: Findings): void {
  const literal = entry && filledLiteralOf(entry.value);
  if (!entry || literal === undefined) return;
  const list = typeof literal === 'string' && !literal.startsWith('[') ? literal.split(',') : listOf(literal);
  const isValid = (item: ConfigValue) => typeof item === 'string' && (item.includes('${') || isAddress(item));
  if (!list?.every(isValid)) findings.error(entry.at, 'workflow_address_invalid', { name: entry.key });
}

function isAddress(text: string): boolean {
  const address = /<([^<>]*)>\s*$/.exec(text)?.[1] ?? text;
  return email.safeParse(address.trim()).success;
}

/** Longer queries would take too long to check here; the engine reports their problems. */
const MAX_CHECKED_LENGTH = 100_000;
/** The errors that are reported, because an engine would refuse the statement, too. */
const REFUSALS = ['query_one_statement', 'query_only_select'];

export function checkQueryText(text: string, at: Place, findings: Findings): void {
  const [first] = partsOf(text);
  const beginning = first && 'text' in first ? first.text : '';
  if (text.length > MAX_CHECKED_LENGTH) return;
  const isWhole = !text.includes('${');
  // In a text with templates, only what comes before the first template can be checked, and not its last word, which
  // the template may continue.
  // The pattern is greedy, because /\S*$/ would take quadratic time.
  const checkable = isWhole ? text : (/^.*\s/s.exec(beginning)?.[0] ?? '');
  try {
    fromPresto(checkable);
  } catch (error) {
    if (!(error instanceof UserError) || !REFUSALS.includes(error.code)) return;
    // The beginning of a text shows that it is no query, but not that it has several statements.
    if (isWhole || error.code === 'query_only_select') findings.error(at, `workflow_${error.code}`);
  }
}
