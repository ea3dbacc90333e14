import type { Connector } from '../../core/connector/connector.ts';
import { isSameMatching } from '../../core/matching/same-matching.ts';
import { targetsOf } from '../../core/record/field-target.ts';
import { type Fix, savedFixNumbers } from '../../core/review/fix.ts';
import { latestFixesBytes, type Review } from '../../core/review/review.ts';
import type { AppliedMapping } from '../../core/saved-mapping/applied-mapping.ts';
import { columnFixes, countFixes } from '../../core/saved-mapping/column-fixes.ts';
import { savedMatchingOf } from '../../core/saved-mapping/open-step.ts';
import type { FoundMapping } from '../../core/saved-mapping/saved-mapping.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { recognizeSavedMapping, type SavedMappingOptions } from '../exports/remember-mapping.ts';

export interface DescribeAppliedOptions extends SavedMappingOptions {
  readonly reviews: { find(uploadId: number): Promise<Review | undefined> };
  readonly reviewRecords: { fixedBy(review: number, fixes: readonly number[]): Promise<readonly number[]> };
  readonly files: { fixes(folder: string, bytes: number): Promise<readonly Fix[]> };
}

/**
 * What was applied from the saved mapping of a file. Undefined without one, without a review that uses it, and if the
 * mapping was saved after the review began: a trial of this file may have saved it.
 */
export async function describeApplied(
  connector: Connector,
  upload: Upload,
  options: DescribeAppliedOptions,
): Promise<AppliedMapping | undefined> {
  const savedMapping = await recognizeSavedMapping(connector, upload, options);
  const review = await options.reviews.find(upload.id);
  if (!savedMapping || !review || savedMapping.updatedAt >= (review.referenceTime + 1) * 1000) return undefined;
  const matching = savedMatchingOf(connector, upload.header, savedMapping);
  if (!matching || !isSameMatching(review, matching)) return undefined;
  const fixes = await options.files.fixes(upload.folder, latestFixesBytes(review));
  const savedNumbers = savedFixNumbers(fixes);
  return {
    ...appliedFrom(savedMapping),
    fixes: countFixes(columnFixes(fixes.filter((_, number) => savedNumbers.includes(number)))),
    fixed: (await options.reviewRecords.fixedBy(review.id, savedNumbers)).length,
  };
}

function appliedFrom({ name, mapping, choices }: FoundMapping): Pick<AppliedMapping, 'name' | 'values' | 'repeats'> {
  const valueCounts = Object.values(mapping)
    .flatMap(targetsOf)
    .map((target) => Object.keys(target.values ?? {}).length);
  return {
    name,
    ...(choices?.repeats && { repeats: choices.repeats }),
    values: valueCounts.reduce((sum, count) => sum + count, 0),
  };
}
