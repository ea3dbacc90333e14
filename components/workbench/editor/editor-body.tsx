'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import type { RefObject } from 'react';
import { useMay } from '#components/access/access-provider.tsx';
import { CodeSkeleton } from '#components/ui/code/code-skeleton.tsx';
import type { QueryChoice } from '#lib/core/query/saved-query.ts';
import type { TableOutline } from '#lib/core/query/workbench.ts';
import type { FieldSpec } from '#lib/core/record/field.ts';
import { ResultsPane } from './run/results-pane.tsx';
import type { Run } from './run/use-run.ts';
import { SchemaBrowser } from './sql/schema-browser.tsx';
import type { SqlHandle, SqlSelection } from './sql/sql-editor.tsx';
import type { SqlMark } from './sql/sql-marks.ts';
import type { useCompatibility } from './sql/use-compatibility.ts';
import type { Schema } from './sql/use-schema.ts';

const SqlEditor = dynamic(() => import('./sql/sql-editor.tsx').then(({ SqlEditor: editor }) => editor), {
  ssr: false,
  loading: () => <CodeSkeleton />,
});

export interface EditorBodyProps {
  query: QueryChoice;
  fields: readonly FieldSpec[];
  schema: Schema;
  check: ReturnType<typeof useCompatibility>;
  run: Run;
  marks: readonly SqlMark[];
  handle: RefObject<SqlHandle | null>;
  onChange: (sql: string) => void;
  onSelect: (selection: SqlSelection | null) => void;
  onRun: () => void;
}

const NO_TABLES: readonly TableOutline[] = [];

/** The schema browser, and beside it the SQL above its results; on phones, all three are stacked. */
export function EditorBody({ query, fields, schema, check, run, marks, handle, ...events }: EditorBodyProps) {
  const t = useTranslations('workbench.editor');
  const mayWrite = useMay('queries.write');
  return (
    <div className="grid min-h-0 flex-1 border-border border-t wide:grid-cols-[13.5rem_minmax(0,1fr)]">
      <SchemaBrowser
        schema={schema}
        query={query}
        onInsert={mayWrite ? (text) => handle.current?.insert(text) : undefined}
      />
      <div className="grid min-h-0 min-w-0 wide:grid-rows-[minmax(9rem,1fr)_minmax(12rem,0.8fr)] border-border wide:border-l">
        <div className="min-h-0 min-w-0 max-wide:h-72">
          <SqlEditor
            label={t('sql')}
            readOnly={!mayWrite}
            placeholder={t('placeholder')}
            value={query.sql}
            tables={schema.tables ?? NO_TABLES}
            fields={fields}
            marks={marks}
            onReady={(ready) => {
              handle.current = ready;
            }}
            {...events}
          />
        </div>
        <ResultsPane query={query} fields={fields} check={check} run={run} onChange={events.onChange} />
      </div>
    </div>
  );
}
