import { isMap, isNode, isScalar, isSeq, type Node, type ParsedNode } from 'yaml';
import type { TextParams } from '../../../issue.ts';
import type { TextProblem } from './yaml-text.ts';

/** Where a value is in a file: its offset, and the keys to it. */
export interface Place {
  readonly offset: number;
  readonly path: readonly string[];
}

/** The state of reading a file: its problems so far, and the place from which each part of the content was read. */
export class Reading {
  readonly problems: TextProblem[] = [];
  readonly #places = new WeakMap<object, { readonly at: Place; readonly members: ReadonlyMap<string, Place> }>();

  report(code: string, { offset, path }: Place, params: TextParams = {}): void {
    this.problems.push({ offset, code, params: { field: path.join('.'), ...params } });
  }

  /** An object of the content. Members without a value are left out, but have a place. */
  object(at: Place, members: Readonly<Record<string, readonly [value: unknown, at: Place]>>): object {
    const entries = Object.entries(members);
    const object = Object.fromEntries(
      entries.flatMap(([name, [value]]) => (value === undefined ? [] : [[name, value]])),
    );
    return this.#placed(object, at, new Map(entries.map(([name, [, place]]) => [name, place])));
  }

  list(at: Place, items: readonly (readonly [value: unknown, at: Place])[]): readonly unknown[] {
    const list = items.map(([value]) => value);
    return this.#placed(list, at, new Map(items.map(([, place], index) => [String(index), place])));
  }

  #placed<Part extends object>(part: Part, at: Place, members: ReadonlyMap<string, Place>): Part {
    this.#places.set(part, { at, members });
    return part;
  }

  /**
   * Where the part at a path of the content was read. For a part without a place, the place of its innermost parent.
   */
  placeOf(content: unknown, path: readonly PropertyKey[]): Place {
    let part = content;
    let place = this.#placesOf(part)?.at ?? { offset: 0, path: [] };
    for (const step of path) {
      const next = this.#placesOf(part)?.members.get(String(step));
      if (!next) break;
      place = next;
      part = (part as Readonly<Record<PropertyKey, unknown>>)[step];
    }
    return place;
  }

  #placesOf(part: unknown) {
    return typeof part === 'object' && part !== null ? this.#places.get(part) : undefined;
  }
}

/** A value of a YAML file, which may be missing. The value of a key with nothing after it is missing, too. */
export class YamlValue {
  readonly reading: Reading;
  readonly at: Place;
  readonly #node: Node | null;
  #members: ReadonlyMap<string, YamlValue> | undefined;

  constructor(reading: Reading, node: Node | null, at: Place) {
    this.reading = reading;
    this.#node = node;
    this.at = at;
  }

  get isGiven(): boolean {
    return this.#node !== null && !(isScalar(this.#node) && this.#node.value === null);
  }

  get isMap(): boolean {
    return isMap(this.#node);
  }

  get isList(): boolean {
    return isSeq(this.#node);
  }

  get scalar(): unknown {
    return isScalar(this.#node) && this.isGiven ? this.#node.value : undefined;
  }

  /** A scalar as it is written: `007` stays `007`. Undefined for anything else. */
  get text(): string | undefined {
    if (!isScalar(this.#node) || !this.isGiven) return undefined;
    const { value, source } = this.#node;
    return typeof value === 'string' ? value : (source ?? String(value));
  }

  items(): readonly YamlValue[] {
    if (!isSeq<ParsedNode>(this.#node)) return [];
    return this.#node.items.map((item, index) => this.#inner(item, [...this.at.path, String(index)], this.at.offset));
  }

  /** The value of a key. A missing value has the position of its key, or of the map if the key is missing, too. */
  member(key: string): YamlValue {
    this.#members ??= new Map(this.members().map((member) => [member.at.path.at(-1) ?? '', member]));
    return this.#members.get(key) ?? this.#inner(null, [...this.at.path, key], this.at.offset);
  }

  members(): readonly YamlValue[] {
    return this.keys().map(({ at: { path, offset }, value }) => this.#inner(value, path, offset));
  }

  keys(): readonly { readonly key: string; readonly at: Place; readonly value: Node | null }[] {
    if (!isMap(this.#node)) return [];
    return this.#node.items.map(({ key: node, value }) => {
      const key = isScalar(node) ? (node.source ?? String(node.value)) : '?';
      const offset = isNode(node) ? (node.range?.[0] ?? this.at.offset) : this.at.offset;
      return { key, at: { offset, path: [...this.at.path, key] }, value: isNode(value) ? value : null };
    });
  }

  #inner(node: Node | null, path: readonly string[], fallbackOffset: number): YamlValue {
    const isEmpty = node === null || (isScalar(node) && node.value === null);
    const offset = isEmpty ? fallbackOffset : (node.range?.[0] ?? fallbackOffset);
    return new YamlValue(this.reading, node, { offset, path });
  }
}
