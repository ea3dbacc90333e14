// npm run boundaries [ROOT]: fails where an import crosses a boundary, leads nowhere or closes a cycle.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { boundaryRules } from './boundary-rules.ts';
import { type Import, readImports } from './imports.ts';

const root = process.argv[2] ?? resolve(fileURLToPath(import.meta.url), '../../..');
const { files, imports } = readImports(root);
const faults = [...imports.flatMap(findFaults), ...findCycles(imports)];

for (const fault of faults) console.error(fault);
console.log(`${files.length} files, ${imports.length} imports, ${faults.length} across a boundary`);
// A check that saw nothing has found nothing out.
process.exit(faults.length > 0 || imports.length === 0 ? 1 : 0);

function findFaults({ from, to, specifier, kind }: Import): string[] {
  if (to === undefined) return [`${from} → ${specifier}\n  resolvable: it leads to no file`];
  return boundaryRules
    .filter((rule) => {
      const match = rule.from.exec(from);
      if (match === null || rule.except?.test(from)) return false;
      if (rule.kinds !== undefined && !rule.kinds.includes(kind)) return false;
      const fill = (pattern: string) => new RegExp(pattern.replaceAll('$1', match[1] ?? ''));
      return fill(rule.to).test(to) && !(rule.allow !== undefined && fill(rule.allow).test(to));
    })
    .map((rule) => `${from} → ${to}\n  ${rule.name}: ${rule.why}`);
}

/** Types are gone when the program runs: only the other imports can close a cycle. */
function findCycles(all: readonly Import[]): string[] {
  const targets = new Map<string, string[]>();
  for (const { from, to, kind } of all) {
    if (to !== undefined && kind !== 'type') targets.set(from, [...(targets.get(from) ?? []), to]);
  }
  const cycles: string[] = [];
  const finished = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    const start = trail.indexOf(file);
    if (start >= 0)
      cycles.push(`${[...trail.slice(start), file].join(' → ')}\n  no-cycles: two files that need each other are one`);
    if (start >= 0 || finished.has(file)) return;
    for (const target of targets.get(file) ?? []) visit(target, [...trail, file]);
    finished.add(file);
  };
  for (const file of targets.keys()) visit(file, []);
  return cycles;
}
