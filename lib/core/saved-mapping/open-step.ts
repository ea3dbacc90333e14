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

/** The steps that may be open for a file whose saved mapping was found, in their order. */
export const OPEN_STEPS = ['sheet', 'header', 'match', 'review'] as const;
/** The first step at which something is new and a person has to decide; `review` if no earlier step is open. */
export type OpenStep = (typeof OPEN_STEPS)[number];

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
 * The step at which a person should confirm how a file was read; undefined if it is clear or in the saved mapping.
 */
export function stepToConfirm(
  { encoding, workbook }: Pick<Upload, 'encoding' | 'workbook'>,
  savedMapping: Pick<FoundMapping, 'reading'> | undefined,
): OpenStep | undefined {
  if (hasSeveralSheets(workbook) && savedMapping?.reading.sheet !== workbook?.sheet) return 'sheet';
  return PROPOSED_ENCODINGS.includes(encoding) && savedMapping?.reading.encoding !== encoding ? 'header' : undefined;
}

/**
 * The first step at which a file with a saved mapping has something new: a column, a value without a match, a question
 * about its values; `review` if nothing is new.
 */
export function firstOpenStep(
  connector: Pick<Connector, 'fields' | 'identifierSets'>,
  upload: Pick<Upload, 'header' | 'encoding' | 'workbook'>,
  savedMapping: FoundMapping,
  profile: FileProfile,
): OpenStep {
  const unconfirmed = stepToConfirm(upload, savedMapping);
  if (unconfirmed) return unconfirmed;
  const matching = savedMatchingOf(connector, upload.header, savedMapping);
  if (!matching || savedMapping.added.length > 0 || savedMapping.lost.length > 0) return 'match';
  const { plan, mapping } = matching;
  if (plan.missing.length > 0 || !hasIdentifier(connector.identifierSets, plan)) return 'match';
  const isAnyOpen =
    matchableColumns(plan, mapping, profile).some(isOpen) ||
    unitQuestions(plan, profile).some(({ answer }) => answer === undefined);
  return isAnyOpen ? 'match' : 'review';
}
