'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { useMay } from '#components/access/access-provider.tsx';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import { postJson, requestJson } from '#components/http/request-json.ts';
import { stepPath } from '#components/paths.ts';
import { hasIdentifier } from '#lib/core/matching/mapping.ts';
import { readingKey } from '#lib/core/upload/reading-key.ts';
import { exportQueryClient } from '../export-query-client.ts';

/**
 * Whether required fields are matched and all questions of Match that block sending are answered; undefined until the
 * server has responded. If not, opens Match. Always true for a reviewed file: a review starts only once fields are
 * matched and no question about a unit blocks it, and records with words that are not confirmed are invalid in it. For
 * people who may not send the file, the questions are not checked.
 */
export function useQuestionsAnswered(
  file: ExportFile,
  matching: ExportMapping,
  isReviewed: boolean,
): boolean | undefined {
  const router = useRouter();
  const mayCreate = useMay('exports.create');
  const { connector, plan, mapping, constants } = matching;
  const areFieldsMatched = plan.missing.length === 0 && hasIdentifier(connector.identifierSets, plan);
  const { data } = useQuery(
    {
      queryKey: ['answered', ...readingKey(file), mapping, constants],
      queryFn: ({ signal }) =>
        requestJson<{ readonly isAnswered: boolean }>(`/exports/new/${file.id}/answered`, {
          ...postJson({ mapping, constants }),
          signal,
        }),
      enabled: mayCreate && !isReviewed && areFieldsMatched,
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 0,
      throwOnError: true,
    },
    exportQueryClient,
  );
  const isUnblocked = mayCreate ? data?.isAnswered : true;
  const areQuestionsAnswered = isReviewed || (areFieldsMatched && isUnblocked);
  useEffect(() => {
    if (areQuestionsAnswered === false) router.replace(stepPath(file.id, 'match'));
  }, [areQuestionsAnswered, router, file.id]);
  return areQuestionsAnswered;
}
