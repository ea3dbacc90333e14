import { type FieldSpec, MAX_SUFFIX } from '../../record/field.ts';
import { columnName } from '../../record/plan.ts';
import { isLookalike, mayBeName, normalizedNames, type Suggestion } from '../names/look-up.ts';
import type { ColumnOfField } from '../names/name-pairs.ts';
import { dividedValues } from '../names/numbered-parts.ts';
import { objectColumns } from '../names/object-members.ts';
import { hasBetterColumn } from './better-column.ts';
import type { Guess } from './guess.ts';
import { FOR_ONE_COLUMN } from './guesses.ts';
import { byFieldName } from './own-name.ts';

/** Gives each column of a header at most one field, and each field at most one column. An earlier guess wins. */
export class FieldAssignment {
  readonly #fields: readonly FieldSpec[];
  /** The columns that have a name. */
  readonly #header: readonly string[];
  readonly #assigned: Map<string, string | null>;
  /** The names of the fields that a column has, with their numbers. */
  readonly #takenFields = new Set<string>();
  /** The columns that hold a whole object. */
  readonly #objects: ReadonlySet<string>;
  /** The columns that hold only a part of a value: no field gets one of them alone. */
  readonly #parts: ReadonlySet<string>;
  /** The fields of which the buyer's value is divided among several columns. */
  readonly #fieldsInParts: ReadonlySet<string>;

  constructor(fields: readonly FieldSpec[], header: readonly string[]) {
    this.#fields = fields;
    this.#header = header.filter((column) => column.trim() !== '');
    this.#assigned = new Map(this.#header.map((column) => [column, null]));
    this.#objects = objectColumns(this.#header);
    const values = dividedValues(fields, this.#header);
    this.#parts = new Set(values.flatMap(({ columns }) => columns));
    const valuesOfBuyer = values.filter(({ isOfRecipient }) => !isOfRecipient);
    this.#fieldsInParts = new Set(valuesOfBuyer.map(({ field }) => field.name));
  }

  /** The name of each column's field; null for a column without one. */
  get fieldsByColumn(): Readonly<Record<string, string | null>> {
    return Object.fromEntries(this.#assigned);
  }

  /** Gives each column without a field the one that the guess suggests, if it is free and suitable. */
  apply(guess: Guess): void {
    for (const column of this.#header.filter(mayBeName)) {
      if (!this.#isOpenTo(guess, column)) continue;
      const suggestion = guess(this.#fields, column);
      if (!suggestion || !this.#isSuitable(suggestion, guess, column)) continue;
      const name = this.#freeName(suggestion);
      if (name !== undefined) this.#assign(column, name);
    }
  }

  /** Assigns the fields of the first pair whose columns and fields are free, or already assigned to each other. */
  applyFirst(pairs: readonly (readonly ColumnOfField[])[]): void {
    const pair = pairs.find((parts) => parts.every((part) => this.#isFreeFor(part)));
    for (const { column, field } of pair ?? []) this.#assign(column, field.name);
  }

  #isOpenTo(guess: Guess, column: string): boolean {
    if (this.#assigned.get(column) !== null || this.#parts.has(column)) return false;
    // A column with a whole object resembles a field only by chance, unless it has exactly the field's name.
    return guess === byFieldName || !this.#objects.has(column);
  }

  #isSuitable({ field }: Suggestion, guess: Guess, column: string): boolean {
    if (FOR_ONE_COLUMN.includes(guess) && this.#hasColumn(field.name)) return false;
    if (normalizedNames(column).some((name) => isLookalike(field, name))) return false;
    return !hasBetterColumn(this.#fields, this.#header, { column, field });
  }

  #hasColumn(name: string): boolean {
    return this.#takenFields.has(name) || this.#fieldsInParts.has(name);
  }

  /** Whether column and field are both free, or are already assigned to each other. */
  #isFreeFor({ column, field: { name } }: ColumnOfField): boolean {
    const expected = this.#takenFields.has(name) ? name : null;
    return this.#assigned.get(column) === expected;
  }

  #assign(column: string, name: string): void {
    this.#assigned.set(column, name);
    this.#takenFields.add(name);
  }

  /** The field's name with the suggested number; a list without one gets the next free number. */
  #freeName({ field, suffix }: Suggestion): string | undefined {
    const first = suffix ?? 0;
    const last = field.shape === 'list' && suffix === undefined ? MAX_SUFFIX : first;
    for (let number = first; number <= last; number++) {
      const name = columnName(field, number);
      if (!this.#takenFields.has(name)) return name;
    }
    return undefined;
  }
}
