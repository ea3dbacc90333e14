import type { ActivationOutput } from '../../../core/audience/activation/activation.ts';
import { activationCompatibility, type CompatibilityOptions } from '../../../core/audience/activation/compatibility.ts';
import { UserError } from '../../../core/errors.ts';

/** Throws a UserError for an output of which nothing would be sent: every event would lack a value or be invalid. */
export function refuseUnsendable(output: ActivationOutput, options: CompatibilityOptions): void {
  const { missing, identifiers, invalid } = activationCompatibility(output, options);
  const sets = identifiers.sets.map((set) => set.join(' + '));
  if (missing.length > 0)
    throw new UserError('output_columns_missing', {
      columns: missing.map(({ field }) => field),
      count: missing.length,
      identifiers: identifiers.found ? 'none' : sets,
    });
  if (!identifiers.found) throw new UserError('output_identifier_missing', { identifiers: sets });
  const refused = invalid.find(({ code }) => code !== null);
  if (refused) throw new UserError('output_string_invalid', { column: refused.column });
}
