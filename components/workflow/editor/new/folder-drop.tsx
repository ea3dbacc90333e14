'use client';

import { FileUp, FolderUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useRef, useState } from 'react';
import { Button } from '#components/ui/buttons/button.tsx';
import { DropArea } from '#components/ui/files/drop-area.tsx';
import { FieldError } from '#components/ui/forms/field-error.tsx';
import { Tile } from '#components/ui/surfaces/tile.tsx';
import { type LocalFiles, readChosen, readDropped } from '../files/read-files.ts';
import { useReadProblem } from '../files/use-read-problem.ts';

export interface FolderDropProps {
  onFiles: (files: LocalFiles) => void;
}

/** React passes the attribute on, but has no type for it. */
const WHOLE_FOLDER = { webkitdirectory: '' };

/** A drop area for the folder, the files or the archive of a project, with buttons that choose them. */
export function FolderDrop({ onFiles }: FolderDropProps) {
  const t = useTranslations('workflows.upload');
  const id = useId();
  const folder = useRef<HTMLInputElement>(null);
  const files = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string>();
  const problemOf = useReadProblem();
  const acceptFiles = (reading: Promise<LocalFiles>) => {
    setProblem(undefined);
    reading.then(onFiles, (error: unknown) => setProblem(problemOf(error)));
  };
  const acceptChosen = (input: HTMLInputElement) => {
    const list = [...(input.files ?? [])];
    // So that the same files can be chosen again after they have been corrected.
    input.value = '';
    if (list.length > 0) acceptFiles(readChosen(list));
  };
  return (
    <DropArea hasError={problem !== undefined} onDrop={(dropped) => acceptFiles(readDropped(dropped))}>
      {(isOver) => (
        <>
          <Tile size="lg">
            <FolderUp />
          </Tile>
          <b className="text-lg">{t(isOver ? 'dropNow' : 'drop')}</b>
          <input
            {...WHOLE_FOLDER}
            ref={folder}
            type="file"
            aria-label={t('folderInput')}
            tabIndex={-1}
            className="sr-only"
            onChange={({ currentTarget }) => acceptChosen(currentTarget)}
          />
          <input
            ref={files}
            multiple
            type="file"
            aria-label={t('filesInput')}
            tabIndex={-1}
            className="sr-only"
            onChange={({ currentTarget }) => acceptChosen(currentTarget)}
          />
          <div className="flex flex-wrap items-center justify-center gap-2">
            <Button
              variant="primary"
              icon={<FolderUp aria-hidden />}
              aria-describedby={`${id}-help ${id}-error`}
              onClick={() => folder.current?.click()}
            >
              {t('folder')}
            </Button>
            <Button icon={<FileUp aria-hidden />} onClick={() => files.current?.click()}>
              {t('files')}
            </Button>
          </div>
          {problem && <FieldError id={`${id}-error`}>{problem}</FieldError>}
          <p id={`${id}-help`} className="max-w-[56ch] text-pretty text-text-muted text-xs">
            {t('help')}
          </p>
        </>
      )}
    </DropArea>
  );
}
