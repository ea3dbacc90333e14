import { z } from 'zod';
import { getFileConnector } from '../../connectors/file-connector.ts';
import { connectorOf } from '../../connectors/registry.ts';
import type { JobLedger } from '../../core/delivery/ledger.ts';
import type { JobQuery, QueryColumn } from '../../core/job/query.ts';
import { compilePlan } from '../../core/record/plan.ts';
import { columnFixShape } from '../../core/review/fix.ts';
import { savedFix } from '../../core/saved-mapping/column-fixes.ts';
import { refuseMissing } from '../../operations/exports/create-export.ts';
import { type ReceiveOptions, receiveUpload } from '../../operations/uploads/receive-upload.ts';
import type { Runtime } from '../runtime.ts';

export interface FreezeOptions {
  readonly ledger: JobLedger;
  readonly query: JobQuery;
  readonly signal: AbortSignal;
}

/**
 * Runs a job's query, and makes its result the upload that the job sends: received like every file, and assigned to the
 * job in the transaction that completes it. Throws a UserError for a query that cannot run and, before any record is
 * read, for a result that does not fit the export.
 */
export async function freezeResult(runtime: Runtime, { ledger, query, signal }: FreezeOptions): Promise<void> {
  const { job } = ledger;
  const isExport = job.authenticationId !== null;
  runtime.refuseUnknownDatabase(query);
  await runtime.engineFor(query.engine).run(
    query,
    async ({ columns, csv, records }) => {
      if (isExport) refuseUnfitColumns(job, columns);
      const facts = { name: `query-${job.id}.csv`, encoding: 'utf-8', delimiter: ',' } as const;
      await receiveUpload(csv, facts, adoptingOptions(runtime, ledger, { columns, records }));
    },
    { signal, uniqueNames: !isExport },
  );
}

/** Throws a UserError, such as `columns_missing`, if the mapping does not fit. */
function refuseUnfitColumns(job: JobLedger['job'], columns: readonly QueryColumn[]): void {
  const { fields } = connectorOf(job.connector);
  const header = columns.map(({ name }) => name);
  refuseMissing(compilePlan(fields, header, job).missing);
}

/** Options for receiving an upload that is assigned to the job in the transaction that completes it. */
function adoptingOptions(
  runtime: Runtime,
  ledger: JobLedger,
  { columns, records }: { readonly columns: readonly QueryColumn[]; readonly records: () => number },
): ReceiveOptions {
  const { uploads, files } = runtime;
  const types = columns.map(({ type }) => type);
  const connector = ledger.job.connector === '' ? getFileConnector() : connectorOf(ledger.job.connector);
  return {
    ...runtime,
    connector,
    uploads: {
      findByFolder: (folder) => uploads.findByFolder(folder),
      async complete(upload) {
        const columnFixes = z.array(columnFixShape).parse(ledger.job.savedFixes);
        let fixesBytes = 0;
        for (const fix of savedFix(columnFixes, upload.header))
          fixesBytes = await files.appendFix(upload.folder, fixesBytes, fix);
        return ledger.adopt(() => uploads.complete(upload), { types, records: records(), fixesBytes });
      },
    },
  };
}
