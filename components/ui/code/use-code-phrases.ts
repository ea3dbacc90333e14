'use client';

import { EditorState, type Extension } from '@codemirror/state';
import { useTranslations } from 'next-intl';
import { useMemo } from 'react';

/** The texts of an editor's panels in the language of the console. */
export function useCodePhrases(): Extension {
  const t = useTranslations('shell.code');
  return useMemo(
    () =>
      EditorState.phrases.of({
        Find: t('find'),
        next: t('next'),
        previous: t('previous'),
        all: t('all'),
        close: t('close'),
        'match case': t('matchCase'),
        regexp: t('regexp'),
        'by word': t('byWord'),
        Replace: t('replaceWith'),
        replace: t('replace'),
        'replace all': t('replaceAll'),
        'replaced match on line $': t('replacedOne'),
        'replaced $ matches': t('replacedMany'),
        'current match': t('currentMatch'),
        'on line': t('onLine'),
        'Go to line': t('goToLine'),
        go: t('go'),
      }),
    [t],
  );
}
