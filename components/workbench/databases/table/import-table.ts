import { z } from 'zod';
import type { CompleteUpload } from '#components/upload/transfer/upload-completion.ts';
import { requestOnce } from '#components/upload/transfer/upload-completion.ts';

interface TableTarget {
  readonly database: string;
  readonly table: string;
}

const importedTable = z.object({ records: z.number(), skipped: z.number() });

/** Completes an upload: the server imports the file as a table. The result is the number of the table's records. */
export function importTable(targetOf: () => TableTarget, onSkipped: (lineCount: number) => void): CompleteUpload {
  return async (address, sha256, format, options) => {
    options.onRequest();
    const { database, table } = targetOf();
    const { records, skipped } = await requestOnce(
      `${address}/table`,
      { sha256, database, table },
      format,
      options,
      importedTable,
    );
    onSkipped(skipped);
    return records;
  };
}
