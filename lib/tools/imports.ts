import { globSync, readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, normalize, relative } from 'node:path';
import { parseSync } from 'oxc-parser';
import type { ImportKind } from './boundary-rules.ts';

export interface Import {
  readonly from: string;
  /** A path from the root, `npm:NAME` or `node:NAME`; undefined if the file does not exist. */
  readonly to: string | undefined;
  readonly specifier: string;
  readonly kind: ImportKind;
}

const folders = 'app,components,lib,i18n,bin,examples,torture';

/** All imports of all source files below `root`, without tests and test kits. */
export function readImports(root: string): { files: string[]; imports: Import[] } {
  const files = globSync(`{${folders}}/**/*.{ts,tsx,mjs,js}`, { cwd: root })
    .filter((file) => !/\.test(?:-kit)?\.tsx?$|\.d\.ts$/.test(file))
    .sort();
  const aliases = readAliases(root);
  return { files, imports: files.flatMap((from) => importsOf(root, aliases, from)) };
}

/** The `imports` of package.json, all of the form "#name/*": "./folder/*". */
export function readAliases(root: string): [string, string][] {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { imports } = manifest as { imports: Record<string, string> };
  return Object.entries(imports).map(([name, path]) => [name.replace('*', ''), path.replace('*', '')]);
}

function importsOf(root: string, aliases: [string, string][], from: string): Import[] {
  const source = readFileSync(join(root, from), 'utf8');
  const { module, errors } = parseSync(from, source);
  if (errors.length > 0) throw new Error(`${from} cannot be parsed: ${errors[0]?.message}`);
  const specifiers: [string, ImportKind][] = [];
  for (const { moduleRequest, entries } of module.staticImports) {
    const isTypeOnly = entries.length > 0 && entries.every((entry) => entry.isType);
    specifiers.push([moduleRequest.value, isTypeOnly ? 'type' : 'static']);
  }
  for (const { moduleRequest, isType } of module.staticExports.flatMap(({ entries }) => entries)) {
    if (moduleRequest !== null) specifiers.push([moduleRequest.value, isType ? 'type' : 'static']);
  }
  for (const { moduleRequest } of module.dynamicImports) {
    const text = /^(['"`])([^$]*)\1$/.exec(source.slice(moduleRequest.start, moduleRequest.end))?.[2];
    if (text !== undefined) specifiers.push([text, 'dynamic']);
  }
  return specifiers.map(([specifier, kind]) => ({
    from,
    specifier,
    kind,
    to: resolveImport(root, aliases, from, specifier),
  }));
}

/** Our imports have file extensions, so no other paths have to be tried. */
export function resolveImport(
  root: string,
  aliases: [string, string][],
  from: string,
  specifier: string,
): string | undefined {
  if (isBuiltin(specifier)) return `node:${specifier.replace(/^node:/, '')}`;
  const alias = aliases.find(([name]) => specifier.startsWith(name));
  if (alias === undefined && !specifier.startsWith('.')) {
    return `npm:${specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')}`;
  }
  const path = alias === undefined ? join(dirname(from), specifier) : specifier.replace(alias[0], alias[1]);
  const file = relative(root, join(root, normalize(path))).replaceAll('\\', '/');
  return statSync(join(root, file), { throwIfNoEntry: false })?.isFile() ? file : undefined;
}
