import type { ActivationOutput } from '../../../core/audience/activation/activation.ts';
import { activationCompatibility, type CompatibilityOptions } from '../../../core/audience/activation/compatibility.ts';
import { UserError } from '../../../core/errors.ts';

/** Throws a UserError for an output of which nothing would be sent: every event would lack a value or be invalid. */
export function refuseUnsendable(output: ActivationOutput, options: CompatibilityOptions): void {
  const { missing, identifiers, invalid } = activationCompatibility(output, options);
  const identifierSets = identifiers.sets.map((set) => set.join(' + '));
  const missingIdentifiers = identifiers.found ? 'none' : identifierSets;
  if (missing.length > 0)
    throw new UserError('output_columns_missing', {
      columns: missing.map(({ field }) => field),
      count: missing.length,
      identifiers: missingIdentifiers,
    });
  if (!identifiers.found) throw new UserError('output_identifier_missing', { identifiers: identifierSets });
  // An empty string, which has no code, is not refused.
  const invalidString = invalid.find(({ code }) => code !== null);
  if (invalidString) throw new UserError('output_string_invalid', { column: invalidString.column });
}
