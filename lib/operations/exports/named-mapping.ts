import { UserError } from '../../core/errors.ts';
import type { Mapping } from '../../core/record/field-target.ts';
import type { Constants } from '../../core/record/plan.ts';
import type { MappingContent, SavedMapping } from '../../core/saved-mapping/saved-mapping.ts';

/** A mapping with constants, or the name of a saved mapping with further constants. */
interface RequestedMatching {
  readonly mapping: Mapping | string;
  readonly constants: Constants;
}

export interface NamedMappings {
  readonly savedMappings: { list(): Promise<readonly (MappingContent & Pick<SavedMapping, 'name'>)[]> };
}

/**
 * The requested matching, or the saved mapping with the requested name. Requested constants replace saved ones. Throws
 * UserError `mapping_name_unknown` or `mapping_name_several`.
 */
export async function resolveMatching(
  { mapping, constants }: RequestedMatching,
  ports: NamedMappings,
): Promise<MappingContent> {
  if (typeof mapping !== 'string') return { mapping, constants, reading: {}, fixes: [] };
  const { reading, fixes, choices, ...named } = await mappingNamed(mapping, ports);
  return { mapping: named.mapping, constants: { ...named.constants, ...constants }, reading, fixes, choices };
}

/** The saved mapping with this name. Throws UserError `mapping_name_unknown` or `mapping_name_several`. */
export async function mappingNamed(name: string, { savedMappings }: NamedMappings): Promise<MappingContent> {
  const [named, ...others] = (await savedMappings.list()).filter((savedMapping) => savedMapping.name === name);
  if (!named) throw new UserError('mapping_name_unknown', { name });
  if (others.length > 0) throw new UserError('mapping_name_several', { name });
  return named;
}

/** The members of a query's export that its mapping, or a saved one, determines. Throws as `resolveMatching` does. */
export async function namedExport(requested: RequestedMatching, ports: NamedMappings) {
  const { mapping, constants, fixes: savedFixes, choices } = await resolveMatching(requested, ports);
  return { matching: { mapping, constants }, savedFixes, ...(choices?.repeats && { repeats: choices.repeats }) };
}
