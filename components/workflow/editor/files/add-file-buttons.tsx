'use client';

import { FilePlus2, Upload } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { IconButton } from '#components/ui/buttons/icon-button.tsx';

export interface AddFileButtonsProps {
  onNew: () => void;
  onUpload: (files: readonly File[]) => void;
}

export function AddFileButtons({ onNew, onUpload }: AddFileButtonsProps) {
  const t = useTranslations('workflows.files');
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton needs="workflows.write" size="sm" label={t('new')} icon={<FilePlus2 aria-hidden />} onClick={onNew} />
      <IconButton
        needs="workflows.write"
        size="sm"
        label={t('upload')}
        icon={<Upload aria-hidden />}
        onClick={() => input.current?.click()}
      />
      <input
        ref={input}
        multiple
        type="file"
        aria-label={t('uploadInput')}
        tabIndex={-1}
        className="sr-only"
        onChange={({ target }) => {
          onUpload([...(target.files ?? [])]);
          // So that the same file can be chosen again.
          target.value = '';
        }}
      />
    </>
  );
}
