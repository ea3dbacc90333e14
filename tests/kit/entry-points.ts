import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Command } from '../../lib/commands/command.ts';
import { MINIMUM_ROLES } from '../../lib/core/access/permission.ts';

/**
 * Finds the entry points of the console: its pages, handlers and server actions in the manifests of its build, and the
 * methods of handlers and the commands of every entry point in the sources.
 */

export interface EntryPoint {
  readonly kind: 'page' | 'handler' | 'action';
  /** The route of a page, the method and route of a handler, or the file and name of an action. */
  readonly name: string;
  /** The path, with the names of parameters in brackets; for an action, the path of a page that uses the action. */
  readonly route: string;
  readonly method: string;
  /** The id of an action. */
  readonly action?: string;
  readonly commands: readonly Pick<Command, 'id' | 'permission'>[];
}

const routesManifest = z.record(z.string(), z.string());
const actionsManifest = z.object({
  node: z.record(
    z.string(),
    z.object({ filename: z.string(), exportedName: z.string(), workers: z.record(z.string(), z.unknown()) }),
  ),
});

/**
 * Entry points without a command of their own. They show nothing about this installation, or their commands are in
 * another table: that of the tus protocol (`/api/uploads`) or of the APIs' routes.
 */
const WITHOUT_COMMAND: ReadonlySet<string> = new Set([
  'GET /healthz',
  'GET /readyz',
  '/help',
  '/help/access-token',
  '/help/fields',
  '/help/hash-inspector',
  '/workbench/workflows/new',
  ...['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].flatMap((method) =>
    ['/api/v1/[[...path]]', '/v3/[[...path]]', '/v4/[[...path]]'].map((route) => `${method} ${route}`),
  ),
  'POST /api/uploads',
  'PATCH /api/uploads/[upload]',
  'DELETE /api/uploads/[upload]',
]);

/** Entry points that lack the command they should have, or whose command has no known permission. */
export function unguardedEntryPoints(entryPoints: readonly EntryPoint[]): string[] {
  const isGuarded = ({ permission }: { readonly permission: string }) => Object.hasOwn(MINIMUM_ROLES, permission);
  return entryPoints
    .filter(({ name, commands }) => (commands.length === 0 ? !WITHOUT_COMMAND.has(name) : !commands.every(isGuarded)))
    .map(({ kind, name }) => `${kind} ${name}`);
}

export interface EntryPointSources {
  /** The checkout, whose `lib` is imported. */
  readonly root: string;
  /** The folder of pages, handlers and actions. Tests of this file pass a folder of their own. */
  readonly app: string;
  readonly routes: unknown;
  readonly actions: unknown;
}

/** The entry points of the build in `.next`. */
export function builtEntryPoints(root: string): Promise<EntryPoint[]> {
  const read = (path: string): unknown => JSON.parse(readFileSync(join(root, '.next', path), 'utf8'));
  return entryPointsOf({
    root,
    app: join(root, 'app'),
    routes: read('app-path-routes-manifest.json'),
    actions: read('server/server-reference-manifest.json'),
  });
}

export async function entryPointsOf({ root, app, routes, actions }: EntryPointSources): Promise<EntryPoint[]> {
  const sources = new Sources(root, app);
  const entryPoints: EntryPoint[] = [];
  const routeByModule = routesManifest.parse(routes);
  for (const [modulePath, route] of Object.entries(routeByModule)) {
    const file = sources.fileOf(modulePath);
    if (file === undefined) continue; // pages of Next itself, and icons
    if (modulePath.endsWith('/page'))
      entryPoints.push({ kind: 'page', name: route, route, method: 'GET', commands: await sources.commandsOf(file) });
    else
      for (const method of sources.methodsOf(file)) {
        const commands = await sources.commandsOf(file, method);
        entryPoints.push({ kind: 'handler', name: `${method} ${route}`, route, method, commands });
      }
  }
  for (const [action, { filename, exportedName, workers }] of Object.entries(actionsManifest.parse(actions).node)) {
    const file = join(app, filename.replace(/^app\//, ''));
    const [page = ''] = Object.keys(workers);
    const route = routeByModule[page.replace(/^app/, '')] ?? '/';
    const commands = await sources.commandsOf(file, exportedName);
    const name = `${filename} ${exportedName}`;
    entryPoints.push({ kind: 'action', name, route, method: 'POST', action, commands });
  }
  return entryPoints;
}

const METHODS: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
const COMMENT = /\/\*\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;
const IMPORT = /^import (?!type )(?:\{([^}]*)\}|\* as (\w+)) from '([^']+)';$/gm;
/** The beginning of a top-level declaration. */
const DECLARATION = /^(?:export )?(?:default )?(?:async )?(?:function\*?|const|interface|type|class) (\w+)/gm;

class Sources {
  readonly #root: string;
  readonly #app: string;

  constructor(root: string, app: string) {
    this.#root = root;
    this.#app = app;
  }

  fileOf(modulePath: string): string | undefined {
    return ['.tsx', '.ts'].map((ending) => join(this.#app, modulePath + ending)).find((path) => existsSync(path));
  }

  /** The methods that a handler exports. */
  methodsOf(file: string): string[] {
    const exported = [...readFileSync(file, 'utf8').matchAll(/^export (?:(?:async )?function (\w+)|\{([^}]*)\})/gm)];
    const names = exported.flatMap(
      ([, name, list = '']) => name ?? list.split(',').map((binding) => binding.split(' as ').at(-1)),
    );
    return names.map((name) => name?.trim() ?? '').filter((name) => METHODS.has(name));
  }

  /** The commands used by a file, or by one of its declarations, including those of files imported by relative path. */
  async commandsOf(file: string, name?: string, seen = new Set<string>()): Promise<Command[]> {
    const key = `${file} ${name}`;
    if (seen.has(key) || !existsSync(file)) return [];
    seen.add(key);
    const text = readFileSync(file, 'utf8').replaceAll(COMMENT, '');
    // Actions that a page passes on are entry points of their own.
    if (name === undefined && text.startsWith("'use server'")) return [];
    const declarations = declarationsOf(text);
    const body = (name === undefined ? undefined : declarations.get(name)) ?? text.replaceAll(/^import [^;]*;$/gm, '');
    const commands: Command[] = [];
    const others = [...declarations.keys()].filter((other) => other !== name && mentions(body, other));
    for (const other of name === undefined ? [] : others) commands.push(...(await this.commandsOf(file, other, seen)));
    for (const { from, exported } of usedImports(text, body)) {
      if (from.startsWith('#lib/commands/')) commands.push(...(await this.#commandsAt(from, exported)));
      if (from.startsWith('.') && !this.#isActionsFile(join(dirname(file), from)))
        commands.push(...(await this.commandsOf(join(dirname(file), from), exported, seen)));
    }
    return [...new Set(commands)];
  }

  #isActionsFile(file: string): boolean {
    return existsSync(file) && readFileSync(file, 'utf8').startsWith("'use server'");
  }

  /** The command that a module exports under a name; none if the export is no command. */
  async #commandsAt(from: string, name: string): Promise<Command[]> {
    const module: unknown = await import(pathToFileURL(join(this.#root, from.slice(1))).href);
    const value = (module as Readonly<Record<string, unknown>>)[name];
    return isCommand(value) ? [value] : [];
  }
}

/** The text of each top-level declaration, by name. */
function declarationsOf(text: string): Map<string, string> {
  const starts = [...text.matchAll(DECLARATION)];
  return new Map(
    starts.map((start, index) => [start[1] ?? '', text.slice(start.index, starts[index + 1]?.index ?? text.length)]),
  );
}

/** Whether a name occurs in a text, but not as a member, in quotes or as part of a word with hyphens. */
function mentions(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w.'"-])${name}\\b(?!')`).test(text);
}

/** What a part of a file uses of the file's imports. */
function usedImports(text: string, body: string): { from: string; exported: string }[] {
  return [...text.matchAll(IMPORT)].flatMap(([, names = '', namespace, from = '']) => {
    const bindings = bindingsOf(names).filter(({ local }) => mentions(body, local));
    const used = namespace === undefined ? bindings.map(({ exported }) => exported) : membersOf(body, namespace);
    return used.map((exported) => ({ from, exported }));
  });
}

function bindingsOf(names: string): { exported: string; local: string }[] {
  const bindings = names.split(',').map((binding) => binding.trim());
  return bindings
    .filter((binding) => binding !== '' && !binding.startsWith('type '))
    .map((binding) => {
      const [exported = '', local = exported] = binding.split(' as ');
      return { exported, local };
    });
}

function membersOf(body: string, namespace: string): readonly string[] {
  return [...body.matchAll(new RegExp(`\\b${namespace}\\.(\\w+)`, 'g'))].map(([, name = '']) => name);
}

function isCommand(value: unknown): value is Command {
  return typeof value === 'object' && value !== null && 'run' in value && 'input' in value;
}
