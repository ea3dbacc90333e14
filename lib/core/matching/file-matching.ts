import type { Connector } from '../connector/connector.ts';
import { UserError } from '../errors.ts';
import { compilePlan, type Matching, type Plan } from '../record/plan.ts';
import type { MappingPreset } from './mapping-preset.ts';
import { suggestMapping } from './suggest-mapping.ts';

/** How a file's columns are matched, and what that comes to. */
export interface FileMatching extends Matching {
  readonly plan: Plan;
  /** What the columns are matched by, where nobody has changed anything since. */
  readonly preset: MappingPreset | null;
}

/** The mapping of a file: what was decided, or else how such files are matched, or else what its header says by itself. */
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

/** What a header says by itself. */
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

/** What was kept may be of another header, or of another version of the field table. */
function fitting(...decided: Parameters<typeof planned>): FileMatching | undefined {
  try {
    return planned(...decided);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
