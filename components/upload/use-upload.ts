'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { useWarnOnLeave } from '#components/layout/leaving/use-warn-on-leave.ts';
import type { CompleteUpload, UploadFormat } from './transfer/upload-completion.ts';
import { UploadFailure } from './transfer/upload-failure.ts';
import { type RunOptions, type RunProgress, UploadRun } from './transfer/upload-run.ts';

/** The state of an upload. After a failure, the file is kept; if `isRepeatable`, sending it again may succeed. */
export type UploadState =
  | { readonly phase: 'waiting' }
  | ({ readonly file: File } & RunProgress)
  | { readonly phase: 'completed'; readonly file: File }
  | { readonly phase: 'failed'; readonly file: File; readonly message: string; readonly isRepeatable: boolean };

export interface UploadControl {
  readonly state: UploadState;
  readonly send: (file: File, resumed?: RunOptions['resumed']) => Promise<void>;
  readonly pause: () => void;
  readonly resume: () => void;
  /** Cancels the upload and discards it on the server. */
  readonly cancel: () => void;
}

interface RunningUpload {
  readonly run: UploadRun;
  readonly stop: AbortController;
}

/**
 * Uploads one file at a time. `onCompleted` receives the upload's ID, or the result of `complete`. Leaving the page
 * aborts the upload; the server keeps the received bytes.
 */
export function useUpload(
  formatOf: () => UploadFormat,
  {
    onCompleted,
    onFailedOrCanceled,
    complete,
  }: { onCompleted: (answer: number) => void; onFailedOrCanceled: () => void; complete?: CompleteUpload },
): UploadControl {
  const [state, setState] = useState<UploadState>({ phase: 'waiting' });
  const failureText = useFailureText();
  const running = useRef<RunningUpload>(null);
  useEffect(() => () => running.current?.stop.abort(), []);
  useWarnOnLeave(!['waiting', 'completed', 'failed'].includes(state.phase));

  const send: UploadControl['send'] = async (file, resumed) => {
    running.current?.stop.abort();
    if (file.size === 0) return setState(failed(file, failureText.empty(file), false));
    const stop = new AbortController();
    const { signal } = stop;
    const onProgress = (progress: RunProgress) => !signal.aborted && setState({ file, ...progress });
    const run = new UploadRun(file, { resumed, formatOf, complete, signal, onProgress });
    running.current = { run, stop };
    try {
      const id = await run.finish();
      if (signal.aborted) return;
      setState({ phase: 'completed', file });
      onCompleted(id);
    } catch (error) {
      if (signal.aborted) return;
      stop.abort();
      setState(failed(file, failureText.textOf(error, file), !isUnreadable(error)));
      onFailedOrCanceled();
    }
  };
  const cancel = async () => {
    running.current?.stop.abort();
    setState({ phase: 'waiting' });
    await running.current?.run.discard();
    onFailedOrCanceled();
  };
  return {
    state,
    send,
    cancel: () => void cancel(),
    pause: () => void running.current?.run.pause(),
    resume: () => void running.current?.run.resume(),
  };
}

function failed(file: File, message: string, isRepeatable: boolean): UploadState {
  return { phase: 'failed', file, message, isRepeatable };
}

function isUnreadable(error: unknown): boolean {
  return error instanceof UploadFailure && error.fault.kind === 'unreadable';
}

function useFailureText() {
  const t = useTranslations('exports.upload.failures');
  return {
    empty: ({ name }: File) => t('empty', { name }),
    textOf: (error: unknown, { name }: File) => {
      if (!(error instanceof UploadFailure)) throw error;
      const { fault } = error;
      if (fault.kind === 'refused') return fault.message;
      if (fault.kind === 'unexpected') return t('unexpected', { status: fault.status });
      return fault.kind === 'network' ? t('network') : t('unreadable', { name });
    },
  };
}
