import { z } from 'zod';
import type { TakeUpload } from '#components/upload/transfer/upload-completion.ts';
import { askOnce } from '#components/upload/transfer/upload-completion.ts';

interface TableOfFile {
  readonly database: string;
  readonly table: string;
}

const imported = z.object({ records: z.number(), skipped: z.number() });

/** Has the console make a table of a file whose bytes are all there, and answers how many records it has. */
export function makeTable(tableOf: () => TableOfFile, onSkipped: (lines: number) => void): TakeUpload {
  return async (address, sha256, format, asking) => {
    asking.onAsk();
    const { database, table } = tableOf();
    const { records, skipped } = await askOnce(
      `${address}/table`,
      { sha256, database, table },
      format,
      asking,
      imported,
    );
    onSkipped(skipped);
    return records;
  };
}
