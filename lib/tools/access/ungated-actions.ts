import { globSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type GatedRoute, needsOfRoute } from '../../core/access/page-permission.ts';
import { hasPermission, MINIMUM_ROLES, type Permission } from '../../core/access/permission.ts';
import { type Imported, type Node, namesIn, nodesOf, type Source, Sources, textsIn } from './syntax.ts';

/**
 * Finds server actions that reach a component without a control that names their permission. Pages pass actions to
 * components. The component, or one that it renders, must have `needs="PERMISSION"` (or `useMay`) for the permission of
 * the action's command, unless every role that may open the page has this permission.
 */
export async function findUngatedActions(root: string): Promise<{ checked: number; faults: string[] }> {
  const sources = new Sources(root);
  const faults = new Set<string>();
  let checked = 0;
  for (const file of globSync('app/**/*.tsx', { cwd: root }).sort()) {
    const page = sources.read(file);
    const pageGates = gatesIn(page);
    for (const { component, names } of elementsOf(page)) {
      const gates = [...pageGates, ...gatesBelow(component.file, sources)];
      for (const action of names.flatMap((name) => actionsOf(name, page, sources))) {
        checked += 1;
        for (const needed of await permissionsOf(action, root, sources))
          if (!isGated(needed, gates, pageGates))
            faults.add(
              `${file}: ${action.name} of ${action.file} needs ${needed}\n  gated-actions: no control of ${component.file} says needs="${needed}"`,
            );
      }
    }
  }
  return { checked, faults: [...faults] };
}

function isGated(needed: Permission, gates: readonly Gate[], pageGates: readonly Gate[]): boolean {
  if (hasPermission({ role: 'viewer' }, needed)) return true;
  if (gates.some(({ permission }) => permission === needed)) return true;
  return pageGates.some(({ permission, isPage }) => isPage && impliesPermission(permission, needed));
}

/** Whether each role with `permission` also has `other`. */
function impliesPermission(permission: Permission, other: Permission): boolean {
  return hasPermission({ role: MINIMUM_ROLES[permission] }, other);
}

interface Gate {
  readonly permission: Permission;
  /** Whether the whole page needs the permission. */
  readonly isPage: boolean;
}

const CHECKS = ['useMay', 'useGate', 'visitorMay'];

/** The permissions that a file names for its controls or for itself. */
function gatesIn({ program }: Source): Gate[] {
  const attributes = nodesOf(program, 'JSXAttribute').filter(({ name }) => (name as Node)['name'] === 'needs');
  const calls = nodesOf(program, 'CallExpression');
  const callsOf = (names: readonly string[]) =>
    calls.filter(({ callee }) => names.includes(String((callee as Node)['name'])));
  const gatesOf = (node: unknown) =>
    textsIn(node).flatMap((text) => (text in MINIMUM_ROLES ? [{ permission: text as Permission, isPage: false }] : []));
  const routes = callsOf(['gatedPage']).flatMap(({ arguments: args }) => textsIn((args as Node[])[0]));
  return [
    ...attributes.flatMap(gatesOf),
    ...callsOf(CHECKS).flatMap(gatesOf),
    ...routes.map((route) => ({ permission: needsOfRoute(route as GatedRoute), isPage: true })),
  ];
}

/** The gates in a file and in all components that it imports. */
function gatesBelow(start: string, sources: Sources): Gate[] {
  const seen = new Set<string>();
  const visit = (file: string): Gate[] => {
    if (seen.has(file) || !/^components\/(?!(?:page-)?access\/)/.test(file)) return [];
    seen.add(file);
    const source = sources.read(file);
    return [...gatesIn(source), ...[...source.imports.values()].flatMap(({ file: next }) => visit(next))];
  };
  return visit(start);
}

/** The components that a page renders, with all names in their attributes. */
function elementsOf(page: Source): { component: Imported; names: string[] }[] {
  const local = new Map(
    nodesOf(page.program, 'VariableDeclarator').map(({ id, init }) => [String((id as Node)['name']), init]),
  );
  // The names in a node, and those in the initial values of local variables among them.
  const expanded = (node: unknown, seen: readonly string[] = []): string[] =>
    namesIn(node).flatMap((name) =>
      local.has(name) && !seen.includes(name) ? [name, ...expanded(local.get(name), [...seen, name])] : [name],
    );
  return nodesOf(page.program, 'JSXOpeningElement').flatMap(({ name, attributes }) => {
    const component = page.imports.get(String((name as Node)['name']));
    return component === undefined ? [] : [{ component, names: expanded(attributes) }];
  });
}

/** The server actions that a name refers to: one action, or the members of an object of actions. */
function actionsOf(name: string, { imports }: Source, sources: Sources): Imported[] {
  const [owner = '', member] = name.split('.');
  const imported = imports.get(owner);
  if (!imported?.file.startsWith('app/')) return [];
  const source = sources.read(imported.file);
  if (source.isServerActions)
    return member === undefined && imported.name === '*'
      ? []
      : [{ file: imported.file, name: member ?? imported.name }];
  return namesIn(source.program).flatMap((used) => actionsOf(used, source, sources));
}

/** The permissions of the commands that an action performs. */
async function permissionsOf({ file, name }: Imported, root: string, sources: Sources): Promise<Permission[]> {
  const source = sources.read(file);
  const body = nodesOf(source.program, 'FunctionDeclaration').find(({ id }) => (id as Node)['name'] === name);
  if (!body) throw new Error(`${file} has no action ${name}`);
  const permissions: Permission[] = [];
  for (const used of namesIn(body)) {
    const [owner = '', member] = used.split('.');
    const command = source.imports.get(owner);
    if (!command?.file.startsWith('lib/commands/') || (command.name === '*' && member === undefined)) continue;
    const module = (await import(pathToFileURL(join(root, command.file)).href)) as Record<
      string,
      { permission?: Permission }
    >;
    const needed = module[command.name === '*' ? (member ?? '') : command.name]?.permission;
    if (needed !== undefined) permissions.push(needed);
  }
  if (permissions.length === 0) throw new Error(`${file}: ${name} performs no command that the check can find`);
  return permissions;
}
