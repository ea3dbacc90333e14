import type { Connector } from '../../core/connector/connector.ts';
import { hasIdentifier } from '../../core/matching/mapping.ts';
import type { Matching } from '../../core/record/plan.ts';
import { matchingOf } from '../../core/saved-mapping/file-matching.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { recognizeSavedMapping, type SavedMappingOptions } from '../exports/remember-mapping.ts';
import { type OpenUnitsOptions, openUnits } from '../mappings/open-units.ts';
import { choicesOf, makeSavedFixes, type SavedFixOptions } from '../mappings/saved-fixes.ts';
import { type BeginReviewOptions, beginReview } from './begin-review.ts';

export interface EarlyReview {
  readonly connector: Connector;
  readonly upload: Upload;
  /** The person's choices about the columns so far. */
  readonly choices?: Partial<Matching> & { readonly withoutSaved?: boolean | undefined };
}

export type EarlyReviewOptions = BeginReviewOptions & SavedMappingOptions & OpenUnitsOptions & SavedFixOptions;

/**
 * Starts the review of a file as soon as no required choice is open, while the person still checks the mapping, since
 * most people change nothing. Keeps an existing review. Throws UserError for a deleted file. Calls for one upload must
 * be serialized.
 */
export async function beginEarlyReview(
  { connector, upload, choices = {} }: EarlyReview,
  options: EarlyReviewOptions,
): Promise<void> {
  if (await options.reviews.find(upload.id)) return;
  const savedMapping = choices.withoutSaved
    ? null
    : ((await recognizeSavedMapping(connector, upload, options)) ?? null);
  const { mapping, constants, plan } = matchingOf(connector, upload.header, choices, savedMapping);
  if (plan.missing.length > 0 || !hasIdentifier(connector.identifierSets, plan)) return;
  if ((await openUnits({ plan, upload }, options)).length > 0) return;
  const content = {
    mapping,
    constants,
    reading: {},
    fixes: savedMapping?.fixes ?? [],
    choices: choicesOf(savedMapping),
  };
  const fixesBytes = await makeSavedFixes(upload, { connector: connector.type, content }, options);
  await options.assertHeld?.();
  await beginReview({ connector, upload, matching: content, fixesBytes }, options);
}
