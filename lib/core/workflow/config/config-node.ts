/** A position in a file of a project. Line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export type ConfigScalar = string | number | boolean | null;
export type ConfigValue = ConfigScalar | readonly ConfigValue[] | ConfigMap;
/** Keys keep the order of the file, because digdag evaluates values and runs tasks in that order. */
export interface ConfigMap {
  readonly [key: string]: ConfigValue;
}

/** A part of a definition, with its position. */
export type ConfigNode = MapNode | ListNode | ScalarNode;

export interface MapNode {
  readonly kind: 'map';
  readonly at: Place;
  readonly entries: readonly ConfigEntry[];
}

export interface ConfigEntry {
  readonly key: string;
  /** The place of the key. */
  readonly at: Place;
  readonly value: ConfigNode;
}

interface ListNode {
  readonly kind: 'list';
  readonly at: Place;
  readonly items: readonly ConfigNode[];
}

interface ScalarNode {
  readonly kind: 'scalar';
  readonly at: Place;
  readonly value: ConfigScalar;
}

/** The value of a node without positions, as it is stored and evaluated. */
export function nodeValue(node: ConfigNode): ConfigValue {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(nodeValue);
    case 'map':
      return mapOf(node.entries);
  }
}

export function mapOf(entries: readonly ConfigEntry[]): ConfigMap {
  return Object.fromEntries(entries.map(({ key, value }) => [key, nodeValue(value)]));
}

/** A node for a value without positions. All of its parts get the same position. */
export function nodeOf(value: ConfigValue, at: Place): ConfigNode {
  if (Array.isArray(value)) return { kind: 'list', at, items: value.map((item) => nodeOf(item, at)) };
  if (!isMap(value)) return { kind: 'scalar', at, value: value as ConfigScalar };
  const entries = Object.entries(value).map(([key, part]) => ({ key, at, value: nodeOf(part, at) }));
  return { kind: 'map', at, entries };
}

export function isMap(value: ConfigValue | undefined): value is ConfigMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function entryOf(node: ConfigNode | undefined, key: string): ConfigEntry | undefined {
  return node?.kind === 'map' ? node.entries.find((entry) => entry.key === key) : undefined;
}
