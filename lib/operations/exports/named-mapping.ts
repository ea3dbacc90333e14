import { UserError } from '../../core/errors.ts';
import type { MappingPreset } from '../../core/matching/mapping-preset.ts';
import type { Mapping } from '../../core/record/field-target.ts';
import type { Constants, Matching } from '../../core/record/plan.ts';

/** A mapping with constants, or the name of a saved mapping with further constants. */
interface GivenMatching {
  readonly mapping: Mapping | string;
  readonly constants: Constants;
}

export interface NamedMappings {
  readonly presets: { list(): readonly Pick<MappingPreset, 'name' | 'mapping' | 'constants'>[] };
}

/**
 * The matching that was given, or that of the saved mapping with this name; given constants replace saved ones. Throws
 * UserError `mapping_name_unknown` or `mapping_name_several`.
 */
export function resolveMatching({ mapping, constants }: GivenMatching, { presets }: NamedMappings): Matching {
  if (typeof mapping !== 'string') return { mapping, constants };
  const [named, ...others] = presets.list().filter(({ name }) => name === mapping);
  if (!named) throw new UserError('mapping_name_unknown', { name: mapping });
  if (others.length > 0) throw new UserError('mapping_name_several', { name: mapping });
  return { mapping: named.mapping, constants: { ...named.constants, ...constants } };
}
