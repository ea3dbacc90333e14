import type { Connector } from '../connector/connector.ts';
import { UserError } from '../errors.ts';
import { suggestTargets } from '../matching/suggest-targets.ts';
import { type Mapping, targetOf, targetsOf } from '../record/field-target.ts';
import { nameKey } from '../record/name-key.ts';
import { compilePlan, type Matching, type Plan } from '../record/plan.ts';
import type { FoundMapping } from './saved-mapping.ts';
import { respelled, spellingsOf } from './spelling.ts';

/** The matching of a file, that is, its mapping and constants, together with the compiled plan. */
export interface FileMatching extends Matching {
  readonly plan: Plan;
  /** The saved mapping that it comes from; null if there is none, or a person changed the mapping since. */
  readonly savedMapping: FoundMapping | null;
}

/**
 * The matching of a file: a person's choices if they fit, else the saved mapping for its header if it fits, else the
 * suggestion for its header.
 */
export function matchingOf(
  connector: Pick<Connector, 'fields'>,
  header: readonly string[],
  { mapping, constants = {} }: Partial<Matching>,
  savedMapping: FoundMapping | null,
): FileMatching {
  if (mapping) {
    const chosen = { mapping: respelledMapping(header, mapping), constants };
    const matching = matchingIfFits(connector, header, chosen, null);
    if (matching) return matching;
  }
  if (savedMapping) {
    const saved = withSuggestions(connector, header, savedMapping);
    const matching = matchingIfFits(connector, header, saved, savedMapping);
    if (matching) return matching;
  }
  return withPlan(connector, header, suggestedMatching(connector, header), null);
}

/**
 * A mapping with its columns spelled as in the header. A mapping from the API can spell them differently: an edit of
 * such a mapping would add the same column a second time.
 */
function respelledMapping(header: readonly string[], mapping: Mapping): Mapping {
  const spellings = spellingsOf(header);
  return Object.fromEntries(Object.entries(mapping).map(([column, target]) => [respelled(spellings, column), target]));
}

export function suggestedMatching({ fields }: Pick<Connector, 'fields'>, header: readonly string[]): Matching {
  return { mapping: suggestTargets(fields, header), constants: {} };
}

/**
 * The matching by a saved mapping. Added columns, which the mapping does not know, feed the fields that their names
 * suggest, unless a field already has a source.
 */
function withSuggestions(
  connector: Pick<Connector, 'fields'>,
  header: readonly string[],
  { mapping, constants, added }: Pick<FoundMapping, 'mapping' | 'constants' | 'added'>,
): Matching {
  const fedFields = new Set([
    ...Object.values(mapping).flatMap((target) => targetsOf(target).map(({ field }) => nameKey(field))),
    ...Object.keys(constants).map(nameKey),
  ]);
  const suggested = added.length > 0 ? suggestTargets(connector.fields, header) : {};
  const addedTargets = added.flatMap((column) => {
    const freeTargets = targetsOf(suggested[column]).filter(
      ({ field, join = [] }) => !fedFields.has(nameKey(field)) && join.every((other) => added.includes(other)),
    );
    return freeTargets.length === 0 ? [] : [[column, targetOf(freeTargets)]];
  });
  return { mapping: { ...mapping, ...Object.fromEntries(addedTargets) }, constants };
}

function withPlan(
  { fields }: Pick<Connector, 'fields'>,
  header: readonly string[],
  { mapping, constants }: Matching,
  savedMapping: FoundMapping | null,
): FileMatching {
  return { mapping, constants, savedMapping, plan: compilePlan(fields, header, { mapping, constants }) };
}

/** Undefined if a mapping does not fit: it may be for another header or another version of the field table. */
function matchingIfFits(
  connector: Pick<Connector, 'fields'>,
  header: readonly string[],
  matching: Matching,
  savedMapping: FoundMapping | null,
): FileMatching | undefined {
  try {
    return withPlan(connector, header, matching, savedMapping);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
