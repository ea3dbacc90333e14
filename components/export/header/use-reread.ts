'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import { announceChange } from '#components/export-steps/export-draft.ts';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import { type ActionProblem, problemOf } from '#components/http/action-problem.ts';
import type { FormatOverrides } from '#lib/core/upload/file-format.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

/** A server action of the page. It validates its input itself. */
export type Reread = (input: unknown) => Promise<ActionResult<unknown>>;

/**
 * Re-reads the file with another format and refreshes the page. If the server refuses the format, the file stays as it
 * was.
 */
export function useReread(file: ExportFile, reread: Reread) {
  const router = useRouter();
  const [requestedFormat, setRequestedFormat] = useState<FormatOverrides>();
  const [problem, setProblem] = useState<ActionProblem>();
  const [busy, startTransition] = useTransition();
  const change = (changes: FormatOverrides) => {
    const reading = { ...readingOf(file), ...changes };
    setRequestedFormat(reading);
    setProblem(undefined);
    startTransition(async () => {
      const result = await reread({ upload: file.id, ...reading }).catch(() => undefined);
      if (result?.ok) announceChange(file.id);
      else setProblem(problemOf(result));
      router.refresh();
    });
  };
  return { change, pending: busy ? requestedFormat : undefined, problem };
}

/** Of a workbook's format, only the sheet is kept, because the header row of one sheet does not apply to another. */
function readingOf({ workbook, encoding, format, delimiter, headerRow }: ExportFile): FormatOverrides {
  if (workbook) return { sheet: workbook.sheet };
  return { encoding, ...(format !== 'xlsx' && { format }), delimiter, headerRow };
}
