'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { useExportDraft } from '#components/export-steps/export-draft.ts';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import { readingKey } from '#lib/core/upload/reading-key.ts';

/**
 * A key for values of the file as it is read now. It changes when a person undoes the saved mapping: until then, the
 * server applies the mapping's fixes to the values.
 */
export function shownValuesKey(file: ExportFile): readonly unknown[] {
  return [...readingKey(file), file.draft.withoutSaved === true];
}

/** Refreshes the page once the server has stored that the saved mapping was undone. */
export function useReloadAfterUndo(file: ExportFile): void {
  const router = useRouter();
  const { draft, state } = useExportDraft(file);
  const isOutdated = state === 'saved' && draft.withoutSaved === true && file.draft.withoutSaved !== true;
  useEffect(() => {
    if (isOutdated) router.refresh();
  }, [isOutdated, router]);
}
