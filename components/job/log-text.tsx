'use client';

import { useCodeText } from '#components/http/use-code-text.ts';
import { LogLines } from '#components/ui/text/log-lines.tsx';
import type { LogLine } from '#lib/core/delivery/ledger.ts';
import { logLineText } from '#lib/messages/log-line-text.ts';

/** Lines of a job's log in the language of the console. */
export function LogText({ lines, label }: { lines: readonly LogLine[]; label: string }) {
  const catalogs = { log: useCodeText('log'), errors: useCodeText('errors') };
  return (
    <LogLines
      label={label}
      lines={lines.map(({ id: key, at, level, ...line }) => {
        const text = logLineText(line, (catalog, code, params) => catalogs[catalog](code, params));
        return { key, at, level, text };
      })}
    />
  );
}
