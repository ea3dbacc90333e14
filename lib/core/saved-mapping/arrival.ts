import type { Connector } from '../connector/connector.ts';
import type { FileProfile } from '../matching/column-profile.ts';
import { hasIdentifier } from '../matching/mapping.ts';
import { isOpen, matchableColumns } from '../matching/matchable-columns.ts';
import { unitQuestions } from '../matching/unit-questions.ts';
import { PROPOSED_ENCODINGS } from '../upload/file-format.ts';
import type { Upload } from '../upload/upload.ts';
import { hasSeveralSheets } from '../upload/workbook.ts';
import { type FileMatching, matchingOf } from './file-matching.ts';
import type { FoundMapping } from './saved-mapping.ts';

/** What is known about a file whose saved mapping was found, in the order of the steps. */
export const ARRIVALS = ['sheet', 'header', 'match', 'review'] as const;
/** The first step that has something new; `review` if no earlier step has. */
export type Arrival = (typeof ARRIVALS)[number];

/** The matching of a file by its saved mapping; undefined if the mapping does not fit it. */
export function savedMatchingOf(
  connector: Pick<Connector, 'fields'>,
  header: readonly string[],
  savedMapping: FoundMapping,
): FileMatching | undefined {
  const matching = matchingOf(connector, header, {}, savedMapping);
  return matching.savedMapping ? matching : undefined;
}

/**
 * The step at which a person should confirm how a file was read; undefined if that is clear, also by the saved mapping.
 */
export function stepToConfirm(
  { encoding, workbook }: Pick<Upload, 'encoding' | 'workbook'>,
  savedMapping: Pick<FoundMapping, 'reading'> | undefined,
): Arrival | undefined {
  if (hasSeveralSheets(workbook) && savedMapping?.reading.sheet !== workbook?.sheet) return 'sheet';
  return PROPOSED_ENCODINGS.includes(encoding) && savedMapping?.reading.encoding !== encoding ? 'header' : undefined;
}

/**
 * Where a file with a saved mapping has something new: a column, a value without a match, a question about its values.
 */
export function arrivalOf(
  connector: Pick<Connector, 'fields' | 'identifierSets'>,
  upload: Pick<Upload, 'header' | 'encoding' | 'workbook'>,
  savedMapping: FoundMapping,
  profile: FileProfile,
): Arrival {
  const proposed = stepToConfirm(upload, savedMapping);
  if (proposed) return proposed;
  const matching = savedMatchingOf(connector, upload.header, savedMapping);
  if (!matching || savedMapping.added.length > 0 || savedMapping.lost.length > 0) return 'match';
  const { plan, mapping } = matching;
  if (plan.missing.length > 0 || !hasIdentifier(connector.identifierSets, plan)) return 'match';
  const isAnyOpen =
    matchableColumns(plan, mapping, profile).some(isOpen) ||
    unitQuestions(plan, profile).some(({ answer }) => answer === undefined);
  return isAnyOpen ? 'match' : 'review';
}
