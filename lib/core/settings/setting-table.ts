import type { z } from 'zod';

/** A setting of a group: everything about it, except its texts in `settings.json` and `setting-help.json`. */
export interface SettingDefinition {
  /**
   * Parses the text of a form or a shell, or a value of a request. It also parses stored values, so it must accept its
   * own output.
   */
  readonly input: z.ZodType;
  /** The type of the value in an API response. */
  readonly shape: z.ZodType;
  readonly initial: unknown;
}

type SettingTable = Readonly<Record<string, SettingDefinition>>;

export type InputsOf<Table extends SettingTable> = { readonly [Key in keyof Table]: Table[Key]['input'] };
export type ShapesOf<Table extends SettingTable> = { readonly [Key in keyof Table]: Table[Key]['shape'] };
export type ValuesOf<Table extends SettingTable> = { readonly [Key in keyof Table]: z.output<Table[Key]['input']> };

export function inputsOf<Table extends SettingTable>(table: Table): InputsOf<Table> {
  return mapValues(table, ({ input }) => input) as InputsOf<Table>;
}

export function shapesOf<Table extends SettingTable>(table: Table): ShapesOf<Table> {
  return mapValues(table, ({ shape }) => shape) as ShapesOf<Table>;
}

export function initialOf<Table extends SettingTable>(table: Table): ValuesOf<Table> {
  return mapValues(table, ({ initial }) => initial) as ValuesOf<Table>;
}

export function keysOf<Table extends object>(table: Table): readonly (keyof Table & string)[] {
  return Object.keys(table) as (keyof Table & string)[];
}

/** The settings in force: the stored value, or the initial value if none or an invalid one is stored. */
export function valuesInForce<Table extends SettingTable>(
  table: Table,
  stored: ReadonlyMap<string, unknown>,
): ValuesOf<Table> {
  const valueInForce = ({ input, initial }: SettingDefinition, key: string) => {
    const parsed = input.safeParse(stored.get(key));
    return stored.has(key) && parsed.success ? parsed.data : initial;
  };
  return mapValues(table, valueInForce) as ValuesOf<Table>;
}

/** An object with the keys of the table, and a value computed from each row. */
export function mapValues<Table extends object, Value>(
  table: Table,
  toValue: (definition: Table[keyof Table], key: keyof Table & string) => Value,
): { readonly [Key in keyof Table]: Value } {
  const entries = keysOf(table).map((key) => [key, toValue(table[key], key)]);
  return Object.fromEntries(entries);
}
