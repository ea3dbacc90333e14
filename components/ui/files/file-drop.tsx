'use client';

import { FileUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useId, useRef } from 'react';
import { Button } from '../buttons/button.tsx';
import { Banner } from '../feedback/banner.tsx';
import { Tile } from '../surfaces/tile.tsx';
import { DropArea } from './drop-area.tsx';

export interface FileDropProps {
  /** What to choose: "Upload .csv, .tsv, .jsonl (.gz) file". */
  label: string;
  /** The filter of the file chooser; it does not apply to dropped files. */
  accept?: string;
  onFile: (file: File) => void;
  help?: ReactNode;
  error?: ReactNode;
  disabled?: boolean;
}

/** A drop area for a file, with a button that opens the file chooser. */
export function FileDrop({ label, accept, onFile, help, error, disabled = false }: FileDropProps) {
  const t = useTranslations('shell.kit');
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const takeFirst = (files: FileList | null) => {
    const file = files?.[0];
    if (file && !disabled) onFile(file);
  };
  return (
    <DropArea disabled={disabled} hasError={Boolean(error)} onDrop={({ files }) => takeFirst(files)}>
      {(isOver) => (
        <>
          <Tile size="lg">
            <FileUp />
          </Tile>
          <b id={id} className="text-lg">
            {isOver ? t('dropNow') : label}
          </b>
          {error && (
            <div id={`${id}-error`} className="w-full max-w-[60ch] text-start">
              <Banner tone="error" live>
                <b>{error}</b>
              </Banner>
            </div>
          )}
          <input
            ref={input}
            type="file"
            accept={accept}
            aria-labelledby={id}
            tabIndex={-1}
            disabled={disabled}
            className="sr-only"
            onChange={(event) => {
              takeFirst(event.target.files);
              // Allows choosing the same file again after it was corrected.
              event.target.value = '';
            }}
          />
          <div className="flex flex-wrap items-center justify-center gap-x-3 gap-y-1">
            <Button
              variant="primary"
              disabled={disabled}
              aria-describedby={`${id}-help ${id}-error`}
              onClick={() => input.current?.click()}
            >
              {t('selectFile')}
            </Button>
            <span className="text-text-muted max-wide:hidden">{t('dropHere')}</span>
          </div>
          {help && (
            <p id={`${id}-help`} className="max-w-[52ch] text-pretty text-text-muted text-xs">
              {help}
            </p>
          )}
        </>
      )}
    </DropArea>
  );
}
