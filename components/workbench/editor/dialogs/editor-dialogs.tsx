'use client';

import { useRouter } from 'next/navigation';
import { QUERIES } from '#components/paths.ts';
import type { Connector } from '#lib/core/connector/connector.ts';
import { ExportDialog } from '../../export/export-dialog.tsx';
import { DeleteQuery } from '../../queries/delete-query.tsx';
import { ScheduleDialog } from '../../schedule/schedule-dialog.tsx';
import type { EditorActions } from '../editor-actions.ts';
import type { EditorStart } from '../editor-start.ts';
import type { Draft } from '../use-draft.ts';
import type { EditorDialog } from './editor-dialog.ts';
import { QueryOptions } from './query-options.tsx';

export interface EditorDialogsProps {
  /** The open dialog. */
  dialog: EditorDialog | undefined;
  start: EditorStart;
  draft: Draft;
  connector: Connector;
  actions: EditorActions;
  onClose: () => void;
}

/** The dialogs of the query editor, except those about a run. */
export function EditorDialogs({ dialog, start, draft, connector, actions, onClose }: EditorDialogsProps) {
  const router = useRouter();
  const { saved, authentications } = start;
  const { query, change } = draft;
  return (
    <>
      {dialog === 'export' && (
        <ExportDialog
          initial={query.export}
          authentications={authentications}
          connector={connector}
          actions={actions.authentication}
          onClose={onClose}
          onDone={(queryExport) => {
            change({ export: queryExport });
            onClose();
            router.refresh();
          }}
        />
      )}
      {dialog === 'schedule' && saved !== null && (
        <ScheduleDialog
          query={saved}
          hasUnsavedChanges={draft.isDirty}
          save={actions.schedule}
          onClose={onClose}
          onSaved={() => router.refresh()}
        />
      )}
      {dialog === 'options' && <QueryOptions query={query} onClose={onClose} onChange={change} />}
      {saved !== null && (
        <DeleteQuery
          query={saved}
          open={dialog === 'delete'}
          onClose={onClose}
          remove={actions.remove}
          onDeleted={() => router.push(QUERIES)}
        />
      )}
    </>
  );
}
