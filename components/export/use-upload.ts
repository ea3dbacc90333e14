'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { checksumOf } from './upload-checksum.ts';
import { requestUpload, type UploadAnswer, type UploadFormat } from './upload-request.ts';

/** A pass over the file's bytes: first they are hashed here, then sent. */
interface Pass {
  readonly phase: 'checking' | 'sending';
  readonly file: File;
  readonly done: number;
  readonly bytesPerSecond: number;
}

/** Where an upload is. A file that failed is kept, so that it can be tried again. */
export type UploadState =
  | { readonly phase: 'waiting' }
  | Pass
  | { readonly phase: 'reading' | 'taken'; readonly file: File }
  | { readonly phase: 'failed'; readonly file: File; readonly message: string; readonly repeatable: boolean };

export interface UploadControl {
  readonly state: UploadState;
  readonly send: (file: File, format: UploadFormat) => Promise<void>;
  readonly cancel: () => void;
}

/** Takes one file at a time to the console; `onTaken` is told its id. Leaving the page ends it. */
export function useUpload(onTaken: (id: number) => void): UploadControl {
  const [state, setState] = useState<UploadState>({ phase: 'waiting' });
  const failureOf = useFailureText();
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);
  useWarnOnLeave(['checking', 'sending', 'reading'].includes(state.phase));

  const send = async (file: File, format: UploadFormat) => {
    running.current?.abort();
    const control = new AbortController();
    running.current = control;
    const { signal } = control;
    const show = (next: UploadState) => !signal.aborted && setState(next);
    const fail = (message: string, repeatable = true) => show({ phase: 'failed', file, message, repeatable });
    if (file.size === 0) return void fail(failureOf.empty(file), false);
    try {
      const sha256 = await checksumOf(file, { signal, onProgress: passOf('checking', file, show) });
      const answer = await requestUpload({
        ...format,
        file,
        sha256,
        onProgress: passOf('sending', file, show),
        signal,
      });
      if (answer.kind !== 'taken') return void fail(failureOf.answer(answer));
      show({ phase: 'taken', file });
      if (!signal.aborted) onTaken(answer.id);
    } catch {
      // Reading a file that was moved or changed after it was chosen is refused by the browser.
      fail(failureOf.unreadable(file), false);
    }
  };
  const cancel = () => {
    running.current?.abort();
    setState({ phase: 'waiting' });
  };
  return { state, send, cancel };
}

function passOf(phase: Pass['phase'], file: File, show: (state: UploadState) => void): (done: number) => void {
  const begun = performance.now();
  const report = (done: number) => {
    const seconds = (performance.now() - begun) / 1000;
    if (phase === 'sending' && done >= file.size) show({ phase: 'reading', file });
    else show({ phase, file, done, bytesPerSecond: seconds > 0 ? done / seconds : 0 });
  };
  report(0);
  return report;
}

function useFailureText() {
  const t = useTranslations('exports.upload.failures');
  return {
    empty: ({ name }: File) => t('empty', { name }),
    unreadable: ({ name }: File) => t('unreadable', { name }),
    answer: (answer: Exclude<UploadAnswer, { kind: 'taken' }>) => {
      if (answer.kind === 'refused') return answer.message;
      return answer.kind === 'broken' ? t('network') : t('unexpected', { status: answer.status });
    },
  };
}

function useWarnOnLeave(busy: boolean): void {
  useEffect(() => {
    if (!busy) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [busy]);
}
