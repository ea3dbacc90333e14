'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import type { FileFormat } from '#lib/core/upload/file-format.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

/** The page's server action; it checks the input, whatever its type says here. */
export type Reread = (input: unknown) => Promise<ActionResult<void>>;

export type Reading = Pick<FileFormat, 'encoding' | 'format' | 'delimiter' | 'headerRow'>;

/** Has the console read the file in another way, and shows what came of it. What it refuses leaves all as it was. */
export function useReread({ id, encoding, format, delimiter, headerRow }: ExportFile, reread: Reread) {
  const router = useRouter();
  const [asked, setAsked] = useState<Reading>();
  const [refusal, setRefusal] = useState<string>();
  const [busy, startTransition] = useTransition();
  const change = (wanted: Partial<Reading>) => {
    const reading = { encoding, format, delimiter, headerRow, ...wanted };
    setAsked(reading);
    setRefusal(undefined);
    startTransition(async () => {
      const result = await reread({ upload: id, ...reading }).catch(() => undefined);
      if (!result?.ok) setRefusal(result?.message ?? '');
      router.refresh();
    });
  };
  return { change, pending: busy ? asked : undefined, refusal };
}
