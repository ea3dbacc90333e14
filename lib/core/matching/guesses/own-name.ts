import { normalizedName } from '../../record/field-target.ts';
import { knownNames } from '../names/known-names.ts';
import { lookUp, numberedSuggestion, suggestion, withoutNumber } from '../names/look-up.ts';
import type { Guess } from './guess.ts';

/** The exact name of a field, in capitals or not: `em`, `EM_1`. */
export const byFieldName: Guess = (fields, column) => {
  const name = column.trim().toLowerCase();
  const withoutSuffix = suggestion(fields.find((field) => field.name === name));
  if (withoutSuffix) return withoutSuffix;
  const { stem, suffix } = withoutNumber(name);
  return numberedSuggestion(
    fields.find((field) => field.name === stem),
    suffix,
  );
};

/** The name of a field in another spelling: `Event-Time`. */
export const bySpelling: Guess = (fields, column) =>
  lookUp(column, (name) => fields.find((field) => knownNames(field).ownName === name));

export const byAlias: Guess = (fields, column) =>
  lookUp(column, (name) => fields.find((field) => knownNames(field).aliases.has(name)));

export const byOwnName: Guess = (fields, column) => bySpelling(fields, column) ?? byAlias(fields, column);

export const byLikelyName: Guess = (fields, column) => {
  const name = normalizedName(column);
  return suggestion(fields.find((field) => name !== '' && knownNames(field).likely.has(name)));
};
