import type { YamlValue } from './yaml-value.ts';

/**
 * How a part of a file is read and written. Reading only converts the structure; the schema of the content checks the
 * values, including their types.
 */
export interface Shape {
  /** Returns the part for the content; undefined if there is none. */
  read(yaml: YamlValue): unknown;
  /** Returns the part for the file; undefined if the file leaves it out. */
  write(value: unknown): unknown;
}

/** A part that is the same in the file and in the content. */
export const verbatim: Shape = {
  read(yaml) {
    if (yaml.isList) return readItems(yaml, verbatim);
    if (!yaml.isMap) return yaml.scalar;
    const members = yaml.members().map((member) => [member.at.path.at(-1), [verbatim.read(member) ?? null, member.at]]);
    return yaml.reading.object(yaml.at, Object.fromEntries(members));
  },
  write: (value) => value,
};

/** Text. A number without quotes is read as it is written: `007` stays `007`. */
export const text: Shape = { read: (yaml) => yaml.text ?? verbatim.read(yaml), write: (value) => value };

export function listOf(shape: Shape): Shape {
  return {
    read: (yaml) => (yaml.isList ? readItems(yaml, shape) : verbatim.read(yaml)),
    write: (list) => (list as readonly unknown[]).map((item) => shape.write(item)),
  };
}

function readItems(list: YamlValue, shape: Shape): readonly unknown[] {
  const items = list.items().map((item) => [shape.read(item) ?? null, item.at] as const);
  return list.reading.list(list.at, items);
}

/** A key of a map. Keys are written in the order of the list of members. */
export interface Member {
  readonly key: string;
  /** The name in the content. */
  readonly name: string;
  readonly shape: Shape;
  /** Files omit a member that has this value. */
  readonly initial?: unknown;
}

export function member(key: string, shape: Shape = verbatim, { name = key, initial }: Partial<Member> = {}): Member {
  return { key, name, shape, initial };
}

/** A map with these keys. `unsupported` are keys that TD has and this product does not. */
export function mapOf(members: readonly Member[], unsupported: readonly string[] = []): Shape {
  return {
    read(yaml) {
      if (!yaml.isMap) return verbatim.read(yaml);
      refuseOtherKeys(
        yaml,
        members.map(({ key }) => key),
        unsupported,
      );
      return yaml.reading.object(yaml.at, readMembers(yaml, members));
    },
    write: (value) => writeMembers(value as object, members),
  };
}

export function refuseOtherKeys(yaml: YamlValue, known: readonly string[], unsupported: readonly string[] = []): void {
  for (const { key, at } of yaml.keys()) {
    if (known.includes(key)) continue;
    if (unsupported.includes(key)) yaml.reading.report('yaml_part_unsupported', at, { name: key });
    else yaml.reading.report('yaml_key_unknown', at, { name: key, known });
  }
}

export function readMembers(yaml: YamlValue, members: readonly Member[]) {
  return Object.fromEntries(
    members.map(({ key, name, shape }) => {
      const value = yaml.member(key);
      return [name, [value.isGiven ? shape.read(value) : undefined, value.at] as const];
    }),
  );
}

export function writeMembers(value: object, members: readonly Member[]): Record<string, unknown> {
  const entries = members.flatMap(({ key, name, shape, initial }) => {
    const part = (value as Readonly<Record<string, unknown>>)[name];
    if (part === undefined || (initial !== undefined && JSON.stringify(part) === JSON.stringify(initial))) return [];
    const written = shape.write(part);
    return written === undefined ? [] : [[key, written] as const];
  });
  return Object.fromEntries(entries);
}
