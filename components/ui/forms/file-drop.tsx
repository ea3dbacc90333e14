'use client';

import { clsx } from 'clsx';
import { FileUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type DragEvent, type ReactNode, useId, useRef, useState } from 'react';
import { Button } from '../buttons/button.tsx';
import { Tile } from '../surfaces/tile.tsx';
import { FieldError } from './field-error.tsx';

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
  const [over, setOver] = useState(false);
  const takeFirst = (files: FileList | null) => {
    const file = files?.[0];
    if (file && !disabled) onFile(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    takeFirst(event.dataTransfer.files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut for the button inside
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(!disabled);
      }}
      onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setOver(false)}
      onDrop={drop}
      className={clsx(
        'grid justify-items-center gap-3 rounded-card border-[1.5px] border-dashed px-6 py-10 text-center transition-colors',
        over ? 'border-accent bg-accent-soft' : 'border-border-control bg-surface-sunken',
        error && 'border-error',
      )}
    >
      <Tile size="lg">
        <FileUp />
      </Tile>
      <b id={id} className="text-lg">
        {over ? t('dropNow') : label}
      </b>
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
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {help && (
        <p id={`${id}-help`} className="max-w-[52ch] text-pretty text-text-muted text-xs">
          {help}
        </p>
      )}
    </div>
  );
}
