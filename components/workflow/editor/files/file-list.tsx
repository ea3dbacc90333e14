'use client';

import { clsx } from 'clsx';
import { Folder, FolderOpen } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { FileIcon } from './file-icon.tsx';
import { type FileFolder, fileName, fileTreeOf } from './file-tree.ts';

export interface FileListProps {
  paths: readonly string[];
  openPath: string | undefined;
  findingCountOf?: (path: string) => number;
  isChanged?: (path: string) => boolean;
  onSelect: (path: string) => void;
  /** The menu beside a file. */
  menuOf?: (path: string) => ReactNode;
}

const ROW =
  'grid min-h-7 w-full grid-cols-[1rem_minmax(0,1fr)_auto] items-center gap-2 rounded-control px-2 text-start text-sm hover:bg-surface-hover ' +
  'aria-[current=true]:bg-surface-selected aria-[current=true]:font-semibold aria-[current=true]:text-accent-soft-text';

/** The files of a project by folder. */
export function FileList({ paths, ...props }: FileListProps) {
  return <FolderItems folder={fileTreeOf(paths)} {...props} />;
}

type FolderProps = Omit<FileListProps, 'paths'> & { folder: FileFolder };

function FolderItems({ folder: { folders, files }, ...props }: FolderProps) {
  return (
    <ul className="grid grid-cols-[minmax(0,1fr)] gap-px">
      {folders.map((folder) => (
        <FolderItem key={folder.path} folder={folder} {...props} />
      ))}
      {files.map((path) => (
        <FileItem key={path} path={path} {...props} />
      ))}
    </ul>
  );
}

function FolderItem({ folder, ...props }: FolderProps) {
  const [isOpen, setOpen] = useState(true);
  const Icon = isOpen ? FolderOpen : Folder;
  return (
    <li>
      <button type="button" aria-expanded={isOpen} className={ROW} onClick={() => setOpen(!isOpen)}>
        <Icon aria-hidden className="size-4 text-text-muted" />
        <span className="truncate">{folder.name}</span>
      </button>
      {isOpen && (
        <div className="pl-4">
          <FolderItems folder={folder} {...props} />
        </div>
      )}
    </li>
  );
}

function FileItem({
  path,
  openPath,
  findingCountOf,
  isChanged,
  onSelect,
  menuOf,
}: Omit<FolderProps, 'folder'> & { path: string }) {
  const t = useTranslations('workflows.files');
  const count = findingCountOf?.(path) ?? 0;
  const menu = menuOf?.(path);
  return (
    <li className="group relative">
      <button
        type="button"
        aria-current={path === openPath ? 'true' : undefined}
        className={clsx(ROW, menu && 'group-focus-within:pr-9 group-hover:pr-9')}
        onClick={() => onSelect(path)}
      >
        <FileIcon path={path} />
        <span className="truncate" title={path}>
          {fileName(path)}
          {isChanged?.(path) && (
            <span title={t('changed')} className="ml-1.5 inline-block size-1.5 rounded-full bg-accent align-middle">
              <span className="sr-only">{t('changed')}</span>
            </span>
          )}
        </span>
        {count > 0 && (
          <span className="inline-grid h-4.5 min-w-4.5 place-items-center rounded-full bg-error-bg px-1 font-bold text-2xs text-error">
            <span className="sr-only">{t('findings', { count })}</span>
            <span aria-hidden>{count}</span>
          </span>
        )}
      </button>
      {menu && (
        <span className="absolute inset-y-0 right-0.5 flex items-center opacity-0 focus-within:opacity-100 group-hover:opacity-100">
          {menu}
        </span>
      )}
    </li>
  );
}
