// npm run sbom [FILE]: writes the list of all packages in CycloneDX, and checks that it is valid and complete.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { countOf } from '../count-of.ts';
import { problemsOfSbom } from './sbom-problems.ts';

const [file = 'reports/sbom.cdx.json'] = process.argv.slice(2);
const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

const sbom = JSON.parse(npm('sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'));
// npm names the product after its folder.
sbom.metadata.component.name = readJson('package.json').name;
const problems = problemsOfSbom(sbom, readJson('package-lock.json'));
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, `${JSON.stringify(sbom, null, 1)}\n`);
for (const problem of problems) console.error(problem);
console.log(`${file}: ${sbom.components.length} packages, ${countOf(problems.length, 'problem')}`);
if (problems.length > 0) process.exitCode = 1;

function npm(...args: string[]): string {
  return execFileSync('npm', args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}
