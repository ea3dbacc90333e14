import type { Connector } from '../connector/connector.ts';
import { UserError } from '../errors.ts';
import { compilePlan, type Matching, type Plan } from '../record/plan.ts';
import type { MappingPreset } from './mapping-preset.ts';
import { suggestMapping } from './suggest-mapping.ts';

/** The mapping of a file and its compiled plan. */
export interface FileMatching extends Matching {
  readonly plan: Plan;
  /** The preset in use; null if the mapping was changed since. */
  readonly preset: MappingPreset | null;
}

/** The mapping of a file: the user's choices, else the preset for its header, else the suggestion for its header. */
export function matchingOf(
  connector: Pick<Connector, 'fields'>,
  header: readonly string[],
  { mapping, constants = {} }: Partial<Matching>,
  preset: MappingPreset | null,
): FileMatching {
  const decided = mapping && fitting(connector, header, { mapping, constants }, null);
  const remembered = preset ? fitting(connector, header, preset, preset) : undefined;
  return decided ?? remembered ?? planned(connector, header, suggestedMatching(connector, header), null);
}

/** The suggestion for a header. */
export function suggestedMatching({ fields }: Pick<Connector, 'fields'>, header: readonly string[]): Matching {
  return { mapping: suggestMapping(fields, header), constants: {} };
}

function planned(
  { fields }: Pick<Connector, 'fields'>,
  header: readonly string[],
  { mapping, constants }: Matching,
  preset: MappingPreset | null,
): FileMatching {
  return { mapping, constants, preset, plan: compilePlan(fields, header, { mapping, constants }) };
}

/** Undefined if a stored mapping does not fit: it may be for another header or another version of the field table. */
function fitting(...decided: Parameters<typeof planned>): FileMatching | undefined {
  try {
    return planned(...decided);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
