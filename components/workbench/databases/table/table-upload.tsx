'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { toast } from 'sonner';
import { Sheet, SheetBody } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import { DATABASES, tablePath } from '#components/paths.ts';
import { FileDrop } from '#components/ui/files/file-drop.tsx';
import { Disclosure } from '#components/ui/surfaces/disclosure.tsx';
import type { UploadFormat } from '#components/upload/transfer/upload-completion.ts';
import { UploadProgress } from '#components/upload/upload-progress.tsx';
import { useUpload } from '#components/upload/use-upload.ts';
import { tableNameOf } from '#lib/core/sql/table-name.ts';
import { importTable } from './import-table.ts';
import { TableFormatFields } from './table-format-fields.tsx';
import { type Target, UploadTarget } from './upload-target.tsx';
import { useNewDatabaseProblem } from './use-new-database-problem.ts';

export interface TableUploadProps {
  databases: readonly string[];
  initialDatabase: string | null;
}

/** Uploads a file as a table of an existing or a new database. */
export function TableUpload({ databases, initialDatabase }: TableUploadProps) {
  const t = useTranslations('workbench.upload');
  const problemOfNew = useNewDatabaseProblem();
  const router = useRouter();
  const [target, setTarget] = useState<Target>({ database: initialDatabase, newDatabase: '', table: '' });
  const [problems, setProblems] = useState<Partial<Record<keyof Target, string>>>({});
  const [format, setFormat] = useState<UploadFormat>({ format: '', encoding: '', delimiter: '' });
  // The file is read with the format that is chosen when it has arrived, not when its upload began.
  const latest = useRef({ database: '', table: '', createsDatabase: false, format });
  latest.current.format = format;
  const skippedLines = useRef(0);
  const { state, send, ...control } = useUpload(() => latest.current.format, {
    complete: importTable(
      () => latest.current,
      (lineCount) => {
        skippedLines.current = lineCount;
      },
    ),
    onCompleted: (records) => {
      const { database, table } = latest.current;
      toast.success(t('done', { table: `${database}.${table}`, records }), {
        ...(skippedLines.current > 0 && { description: t('skipped', { count: skippedLines.current }) }),
      });
      router.push(tablePath(database, table));
      router.refresh();
    },
    onFailedOrCanceled: () => router.refresh(),
  });
  const upload = async (file: File) => {
    setProblems({});
    const table = target.table.trim() || tableNameOf(file.name);
    if (table === undefined) return setProblems({ table: t('tableRequired') });
    const createsDatabase = target.database === null;
    const database = target.database ?? target.newDatabase.trim();
    const problem = createsDatabase ? problemOfNew(database, databases) : undefined;
    if (problem !== undefined) return setProblems({ newDatabase: problem });
    latest.current = { ...latest.current, database, table, createsDatabase };
    await send(file);
  };
  const isIdle = state.phase === 'waiting' || state.phase === 'failed';
  return (
    <Sheet>
      <SheetHead crumbs={[{ label: t('databases'), href: DATABASES }]} title={t('title')} />
      <SheetBody>
        <div className="grid max-w-160 grid-cols-[minmax(0,1fr)] gap-6">
          <UploadTarget
            databases={databases}
            target={target}
            problems={problems}
            disabled={!isIdle}
            onChange={setTarget}
          />
          {state.phase === 'waiting' || state.phase === 'failed' ? (
            <FileDrop
              label={t('drop')}
              accept=".csv,.tsv,.txt,.jsonl,.ndjson,.json,.parquet,.pq,.xlsx,.xlsm,.gz"
              onFile={(file) => void upload(file)}
              help={t('dropHelp')}
              error={state.phase === 'failed' && state.message}
            />
          ) : (
            <UploadProgress state={state} {...control} />
          )}
          <Disclosure label={t('format')}>
            <TableFormatFields format={format} onChange={setFormat} />
          </Disclosure>
        </div>
      </SheetBody>
    </Sheet>
  );
}
