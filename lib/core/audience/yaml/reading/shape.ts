import type { YamlValue } from './yaml-value.ts';

/**
 * How a part of a file is read and written. Reading only converts the structure; the schema of the content checks the
 * values, including their types.
 */
export interface Shape {
  /** Undefined if the part is not given. */
  read(given: YamlValue): unknown;
  /** Undefined if the part is left out. */
  write(value: unknown): unknown;
}

/** The same in the file and in the content. */
export const verbatim: Shape = {
  read(given) {
    const { reading, at } = given;
    if (given.isList)
      return reading.list(
        at,
        given.items().map((item) => [verbatim.read(item) ?? null, item.at]),
      );
    if (!given.isMapping) return given.scalar;
    const members = given
      .members()
      .map((member) => [member.at.path.at(-1), [verbatim.read(member) ?? null, member.at]]);
    return reading.object(at, Object.fromEntries(members));
  },
  write: (value) => value,
};

/** Text, even without quotes, where YAML would read a number. */
export const text: Shape = { read: (given) => given.text ?? verbatim.read(given), write: (value) => value };

export function listOf(shape: Shape): Shape {
  return {
    read: (given) =>
      given.isList
        ? given.reading.list(
            given.at,
            given.items().map((item) => [shape.read(item) ?? null, item.at]),
          )
        : verbatim.read(given),
    write: (list) => (list as readonly unknown[]).map((item) => shape.write(item)),
  };
}

/** A key of a mapping. Keys are written in the order of the table. */
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

/** A mapping with these keys. `unsupported` are keys that TD has and this product does not. */
export function mapping(members: readonly Member[], unsupported: readonly string[] = []): Shape {
  return {
    read(given) {
      if (!given.isMapping) return verbatim.read(given);
      refuseOtherKeys(
        given,
        members.map(({ key }) => key),
        unsupported,
      );
      return given.reading.object(given.at, readMembers(given, members));
    },
    write: (value) => writeMembers(value as object, members),
  };
}

export function refuseOtherKeys(given: YamlValue, known: readonly string[], unsupported: readonly string[] = []): void {
  for (const { key, at } of given.keys()) {
    if (known.includes(key)) continue;
    if (unsupported.includes(key)) given.reading.report('yaml_part_unsupported', at, { name: key });
    else given.reading.report('yaml_key_unknown', at, { name: key, known });
  }
}

export function readMembers(given: YamlValue, members: readonly Member[]) {
  return Object.fromEntries(
    members.map(({ key, name, shape }) => {
      const value = given.member(key);
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
