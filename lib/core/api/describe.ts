import type { FieldSpec } from '../record/field.ts';

/** A row of the field table, as `pintd fields`, the API, the docs and the help show it. */
export interface FieldFacts {
  readonly name: string;
  readonly group: string;
  readonly type: string;
  readonly required: boolean;
  readonly hashed: boolean;
  /** Whether numbered columns, `<name>_1` to `<name>_100`, can feed the field, too. */
  readonly repeats: boolean;
  readonly place: string;
  readonly example: string;
  readonly choices: readonly string[];
  /** Choices that TD's documentation of the connector does not list. */
  readonly later_choices: readonly string[];
  readonly help: string;
}

export function describeFields(fields: readonly FieldSpec[], helpOf: (name: string) => string): FieldFacts[] {
  return fields.map((field) => ({
    name: field.name,
    group: field.group,
    type: field.shape === 'list' ? `list of ${field.type}s` : field.type,
    required: field.isRequired,
    hashed: field.isHashed,
    repeats: field.shape !== 'single',
    place: field.path.join('.'),
    example: field.example,
    choices: field.choices ?? [],
    later_choices: field.laterChoices ?? [],
    help: helpOf(field.name),
  }));
}

/** The choices that TD's documentation of the connector lists. */
export function documentedChoices({ choices, later_choices }: FieldFacts): readonly string[] {
  return choices.filter((choice) => !later_choices.includes(choice));
}

/** A header and one record of a file with these fields. `now` replaces the example `now` of a field. */
export function sampleRows(fields: readonly FieldSpec[], now: string): [string[], string[]] {
  return [fields.map(({ name }) => name), fields.map(({ example }) => (example === 'now' ? now : example))];
}
