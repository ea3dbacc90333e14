'use client';

import { useCodeText } from '#components/http/use-code-text.ts';
import { LogLines } from '#components/ui/text/log-lines.tsx';
import type { LogLine } from '#lib/core/delivery/ledger.ts';

/** Lines of a job's log in the language of the console. */
export function LogText({ lines, label }: { lines: readonly LogLine[]; label: string }) {
  const textOf = useCodeText('log');
  return (
    <LogLines
      label={label}
      lines={lines.map(({ id, at, level, code, params }) => ({ key: id, at, level, text: textOf(code, params) }))}
    />
  );
}
