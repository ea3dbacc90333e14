// npm run boundaries [ROOT]: fails if an import crosses a boundary, cannot be resolved or closes a cycle, or if a
// folder has too many files.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { boundaryRules } from './boundary-rules.ts';
import { countOf } from './count-of.ts';
import { type Import, readImports } from './imports.ts';
import { findCycles, findFolderCycles, findFullFolders } from './structure-checks.ts';

const root = process.argv[2] ?? resolve(fileURLToPath(import.meta.url), '../../..');
const { files, imports } = readImports(root);
const faults = [
  ...imports.flatMap(findFaults),
  ...findCycles(imports),
  ...findFolderCycles(imports),
  ...findFullFolders(files),
];

for (const fault of faults) console.error(fault);
console.log(`${files.length} files, ${imports.length} imports, ${countOf(faults.length, 'violation')}`);
// If no import was found, the check did not work.
process.exit(faults.length > 0 || imports.length === 0 ? 1 : 0);

function findFaults({ from, to, specifier, kind }: Import): string[] {
  if (to === undefined) return [`${from} → ${specifier}\n  resolvable: the file does not exist`];
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
