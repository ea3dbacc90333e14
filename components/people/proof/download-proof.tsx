'use client';

import { useEffect } from 'react';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import { isBulkDownload } from '#components/paths.ts';
import type { ProofActions } from './proof-actions.ts';

interface DownloadProofProps extends Pick<ProofActions, 'requireProof'> {
  readonly hasSession: boolean;
}

/**
 * Requires a fresh proof before a link downloads values in bulk: the download itself cannot prompt for it. Listens to
 * all clicks, since there are many such links. Without a session, no proof is needed.
 */
export function DownloadProof({ requireProof, hasSession }: DownloadProofProps) {
  const resultOf = useActionResult();
  useEffect(() => {
    if (!hasSession) return;
    const download = async ({ href, download: name }: HTMLAnchorElement) => {
      const result = await resultOf(requireProof);
      // A link outside the document: its click does not reach the listener below, so it downloads.
      if (result.ok) Object.assign(document.createElement('a'), { href, download: name }).click();
      // A person who has closed the dialog knows why nothing is downloaded.
      else if (result.code !== 'proof_required') toast.error(result.message);
    };
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element && event.target.closest('a');
      if (!link || !isBulkDownload(link.pathname) || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      void download(link);
    };
    document.addEventListener('click', onClick);
    return () => document.removeEventListener('click', onClick);
  }, [resultOf, requireProof, hasSession]);
  return null;
}
