import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { Time } from './time.tsx';

export interface LogLine {
  key: string | number;
  at: Date | number | string;
  level: 'info' | 'warn' | 'error';
  text: ReactNode;
}

const LEVELS = { info: 'text-text-muted', warn: 'text-warning', error: 'text-error' } as const;

/** Log lines in a monospaced font. */
export function LogLines({
  lines,
  label,
  timeZone,
}: {
  lines: readonly LogLine[];
  label: string;
  /** The time zone in which the times are shown; by default the browser's. */
  timeZone?: string;
}) {
  return (
    <ol aria-label={label} className="font-mono text-xs leading-5.5 [overflow-wrap:anywhere]">
      {lines.map((line) => (
        <li
          key={line.key}
          className="grid wide:grid-cols-[6.25rem_3rem_minmax(0,1fr)] wide:gap-2 px-6 max-wide:px-4 max-wide:py-1"
        >
          <span className="text-text-faint">
            <Time value={line.at} shape="timeToMillisecond" timeZone={timeZone} />
            <span className={clsx('ml-2 wide:hidden', LEVELS[line.level])}>{line.level}</span>
          </span>
          <span className={clsx('max-wide:hidden', LEVELS[line.level])}>{line.level}</span>
          <span>{line.text}</span>
        </li>
      ))}
    </ol>
  );
}
