import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { readAliases, resolveImport } from '../imports.ts';

/** A node of the syntax tree; checks look up its members by name. */
export interface Node {
  readonly type: string;
  readonly [member: string]: unknown;
}

/** The exported name that an import refers to, and its file; `*` for all exports. */
export interface Imported {
  readonly file: string;
  readonly name: string;
}

export interface Source {
  readonly file: string;
  readonly program: Node;
  /** The imports by local name. */
  readonly imports: ReadonlyMap<string, Imported>;
  readonly isServerActions: boolean;
}

/** The source files below a root, parsed once each. */
export class Sources {
  readonly #root: string;
  readonly #aliases: [string, string][];
  readonly #parsed = new Map<string, Source>();

  constructor(root: string) {
    this.#root = root;
    this.#aliases = readAliases(root);
  }

  read(file: string): Source {
    const source = this.#parsed.get(file) ?? this.#parse(file);
    this.#parsed.set(file, source);
    return source;
  }

  #parse(file: string): Source {
    const { program, module } = parseSync(file, readFileSync(join(this.#root, file), 'utf8'));
    const imports = new Map<string, Imported>();
    for (const { moduleRequest, entries } of module.staticImports) {
      const imported = resolveImport(this.#root, this.#aliases, file, moduleRequest.value);
      if (imported === undefined || imported.includes(':')) continue;
      for (const entry of entries) {
        const name = entry.importName.kind === 'Name' ? (entry.importName.name ?? '*') : '*';
        if (!entry.isType) imports.set(entry.localName.value, { file: imported, name });
      }
    }
    const tree = program as unknown as Node;
    const isServerActions = nodesOf(tree, 'ExpressionStatement').some(({ directive }) => directive === 'use server');
    return { file, program: tree, imports, isServerActions };
  }
}

/** All nodes of a type: this node and those below it, but not those below nodes of type `except`. */
export function nodesOf(node: unknown, type: string, except?: string): Node[] {
  if (typeof node !== 'object' || node === null) return [];
  if (Array.isArray(node)) return node.flatMap((child) => nodesOf(child, type, except));
  if ((node as Node).type === except) return [];
  const below = Object.values(node).flatMap((value) => nodesOf(value, type, except));
  return (node as Node).type === type ? [node as Node, ...below] : below;
}

/** The names used in a node, without those in nested elements: `a` and, for a member of a namespace, `a.b`. */
export function namesIn(node: unknown): string[] {
  const members = nodesOf(node, 'MemberExpression', 'JSXElement').flatMap(({ object, property }) => {
    const owner = object as Node;
    const member = property as Node;
    return owner.type === 'Identifier' && member.type === 'Identifier' ? [`${owner['name']}.${member['name']}`] : [];
  });
  const names = nodesOf(node, 'Identifier', 'JSXElement').map(({ name }) => String(name));
  return [...new Set([...members, ...names])];
}

/** The string literals in a node. */
export function textsIn(node: unknown): string[] {
  return nodesOf(node, 'Literal').flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
}
