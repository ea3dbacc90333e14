import type { Connector } from '../../core/connector/connector.ts';
import { matchingOf } from '../../core/matching/file-matching.ts';
import { hasIdentifier } from '../../core/matching/mapping.ts';
import type { Matching } from '../../core/record/plan.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { findPreset, type PresetOptions } from '../exports/remember-mapping.ts';
import { type BeginReviewOptions, beginReview } from './begin-review.ts';

export interface EarlyReview {
  readonly connector: Connector;
  readonly upload: Upload;
  /** The user's choices about its columns so far. */
  readonly decided?: Partial<Matching>;
}

/**
 * Starts the review of a file as soon as all required fields are mapped, while the user still checks the mapping, since most
 * users change nothing. Keeps an existing review. Throws UserError for a deleted file.
 */
export function beginEarlyReview(
  { connector, upload, decided = {} }: EarlyReview,
  options: BeginReviewOptions & PresetOptions,
): void {
  if (options.reviews.find(upload.id)) return;
  const preset = findPreset(connector, upload, options) ?? null;
  const { mapping, constants, plan } = matchingOf(connector, upload.header, decided, preset);
  if (plan.missing.length > 0 || !hasIdentifier(connector.identifierSets, plan)) return;
  beginReview({ connector, upload, matching: { mapping, constants } }, options);
}
