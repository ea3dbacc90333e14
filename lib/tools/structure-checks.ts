import { dirname } from 'node:path';
import type { Import } from './imports.ts';

/** The maximum number of source files in a folder; tests are not counted. */
const MAX_SIBLINGS = 16;
/** The layers whose subject folders must not import each other in a cycle. */
const LAYERS = ['lib/core', 'lib/operations', 'lib/adapters', 'lib/cli', 'components'];

/**
 * Chains of imports that lead back to their first file. Imports of types count, because two files that need each other
 * should be one.
 */
export function findCycles(imports: readonly Import[]): string[] {
  const edges = imports.flatMap(({ from, to }) => (to === undefined ? [] : [[from, to] as const]));
  return cyclesOf(edges).map(
    (trail) => `${trail.join(' → ')}\n  no-cycles: two files that need each other should be one`,
  );
}

/** Subject folders of a layer that import each other in a cycle, with an import for each step. */
export function findFolderCycles(imports: readonly Import[]): string[] {
  const examples = new Map<string, string>();
  const edges = imports.flatMap(({ from, to }) => {
    const folder = folderOf(from);
    const target = to === undefined ? undefined : folderOf(to);
    if (folder === undefined || target === undefined || folder === target) return [];
    examples.set(`${folder} → ${target}`, `${from} → ${to}`);
    return [[folder, target] as const];
  });
  return cyclesOf(edges).map((trail) => {
    const steps = trail.slice(1).map((folder, index) => `    ${examples.get(`${trail[index]} → ${folder}`)}`);
    return [`${trail.join(' → ')}\n  folders-one-way: imports between folders lead one way`, ...steps].join('\n');
  });
}

/** A subject folder of a layer; a file directly in the layer counts as a folder of its own. */
function folderOf(file: string): string | undefined {
  const layer = LAYERS.find((candidate) => file.startsWith(`${candidate}/`));
  return layer === undefined ? undefined : `${layer}/${file.slice(layer.length + 1).split('/')[0]}`;
}

/** Folders with too many source files. */
export function findFullFolders(files: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > MAX_SIBLINGS)
    .map(
      ([folder, count]) =>
        `${folder} holds ${count} files\n  few-siblings: at most ${MAX_SIBLINGS}; give each subject a folder`,
    );
}

function cyclesOf(edges: readonly (readonly [string, string])[]): string[][] {
  const targets = new Map<string, Set<string>>();
  for (const [from, to] of edges) targets.set(from, (targets.get(from) ?? new Set()).add(to));
  const cycles: string[][] = [];
  const finished = new Set<string>();
  const visit = (node: string, trail: readonly string[]): void => {
    const start = trail.indexOf(node);
    if (start >= 0) cycles.push([...trail.slice(start), node]);
    if (start >= 0 || finished.has(node)) return;
    for (const target of targets.get(node) ?? []) visit(target, [...trail, node]);
    finished.add(node);
  };
  for (const node of targets.keys()) visit(node, []);
  return cycles;
}
