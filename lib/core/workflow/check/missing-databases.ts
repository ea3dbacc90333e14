import { type ConfigEntry, entryOf, type MapNode, nodeValue, type Place } from '../config/config-node.ts';
import type { Findings } from '../findings.ts';
import { commandOf } from './check-operator.ts';
import type { FileLink } from './require-cycles.ts';

/** Operators that always run a query, which needs a database. */
const QUERY_OPERATORS: ReadonlySet<string> = new Set(['td', 'td_for_each', 'td_wait']);

interface VisitedTask {
  readonly fullName: string;
  /** The full name of the task that adds this one; empty for the top of a file. */
  readonly parentName: string;
  readonly file: string;
}

/**
 * Finds tasks with a query for which neither the task nor an `_export` above it sets the database. These are warnings,
 * because an attempt can be started with a parameter `td`.
 */
export class MissingDatabases {
  /** Of each file, the full names of the tasks whose `_export`, or one above it, sets the database. */
  readonly #covered = new Map<string, Set<string>>();
  readonly #found: { readonly file: string; readonly name: string; readonly at: Place }[] = [];

  /** Visits a task after the task that adds it. */
  visit({ fullName, parentName, file }: VisitedTask, node: MapNode, operator?: ConfigEntry): void {
    const covered = this.#covered.get(file) ?? new Set();
    this.#covered.set(file, covered);
    if (covered.has(parentName) || exportsDatabase(node)) covered.add(fullName);
    if (!operator || covered.has(fullName)) return;
    const { name } = commandOf(node, operator);
    if (QUERY_OPERATORS.has(name) && !hasValue(entryOf(node, 'database')))
      this.#found.push({ file, name, at: operator.at });
  }

  /** Reports the tasks, without those in files that other workflows run, perhaps with exports of their own. */
  report(links: ReadonlyMap<string, readonly FileLink[]>, findings: Findings): void {
    const linked = new Set([...links.values()].flatMap((of) => of.map(({ to }) => to)));
    for (const { file, name, at } of this.#found)
      if (!linked.has(file)) findings.warning(at, 'workflow_database_missing', { name });
  }
}

/** Whether an `_export` sets the database of `td`, or could, because a template decides about its value. */
function exportsDatabase(node: MapNode): boolean {
  const exported = entryOf(node, '_export')?.value;
  const td = exported && entryOf(exported, 'td');
  if (!td) return exported?.kind === 'scalar' && nodeValue(exported) !== null;
  return td.value.kind !== 'map' || hasValue(entryOf(td.value, 'database'));
}

function hasValue(entry: ConfigEntry | undefined): boolean {
  const value = entry && nodeValue(entry.value);
  return value !== undefined && value !== null && value !== '';
}
