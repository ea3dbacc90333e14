import { partsOfName } from '../attempt/task-tree.ts';
import { type ConfigEntry, entryOf, type MapNode, type Place } from '../config/config-node.ts';
import { loadConfig } from '../config/include.ts';
import { Findings } from '../findings.ts';
import { type ProjectFiles, workflowFile } from '../project-files.ts';
import { folderOf, pathFrom } from '../project-path.ts';

/**
 * Where a task is defined, by its full name. A task that an operator or a directive added is looked up among the tasks
 * under that operator or directive. A task without a line of its own, such as one iteration of a loop, has the place of
 * its parent. Undefined if the file of the workflow is missing or invalid.
 */
export function placeOfTask(files: ProjectFiles, fullName: string): Place | undefined {
  const [root = '', ...parts] = partsOfName(fullName);
  let node = loadConfig(files, workflowFile(root.slice(1)), new Findings());
  let at = node?.at;
  let folder = '';
  for (const part of parts) {
    const inNode: ConfigEntry | undefined = node ? entryFor(node, part) : undefined;
    const called = !inNode && part === '^sub' ? calledFile(files, node, folder) : undefined;
    if (called) folder = folderOf(called.at.file);
    const entry = inNode ?? called;
    if (!entry) continue;
    at = entry.at;
    node = entry.value.kind === 'map' ? entry.value : null;
  }
  return at;
}

const DIRECTIVES: Readonly<Record<string, readonly string[]>> = {
  '^sub': ['_do', '_else_do'],
  '^error': ['_error'],
  '^check': ['_check'],
  '^sla': ['sla'],
};

function entryFor(node: MapNode, part: string): ConfigEntry | undefined {
  const task = entryOf(node, part);
  if (task) return task;
  const directives = (DIRECTIVES[part] ?? []).flatMap((key) => entryOf(node, key) ?? []);
  return mergedBranches(directives);
}

/** Merges the tasks of both branches of an `if>`: only the names of tasks show which branch ran. */
function mergedBranches([first, ...others]: readonly ConfigEntry[]): ConfigEntry | undefined {
  if (first?.value.kind !== 'map') return first;
  const entries = others.flatMap(({ value }) => (value.kind === 'map' ? value.entries : []));
  return { ...first, value: { ...first.value, entries: [...first.value.entries, ...entries] } };
}

/** The tasks of the file that the `call>` of this node runs. Its path is relative to `folder`. */
function calledFile(files: ProjectFiles, node: MapNode | null, folder: string): ConfigEntry | undefined {
  const call = entryOf(node ?? undefined, 'call>');
  if (call?.value.kind !== 'scalar') return undefined;
  const path = pathFrom(folder, workflowFile(String(call.value.value)));
  const value = path === undefined ? null : loadConfig(files, path, new Findings());
  return value ? { key: call.key, at: value.at, value } : undefined;
}
