import { HashedMark } from '../text/hashed-mark.tsx';
import type { Option } from './option.ts';

/**
 * The text of an option, in the list or in the closed control. An option with a code wraps, and the code moves to the
 * next line as a whole: a code that is cut off could be read as that of another option.
 */
export function OptionText({ option, showDetail = true }: { option: Option; showDetail?: boolean }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      {option.icon}
      <span className={option.code ? 'min-w-0 [overflow-wrap:anywhere]' : 'truncate'} title={option.label}>
        <span className={option.mono ? 'mono' : undefined}>{option.label}</span>
        {option.starred && (
          <span aria-hidden className="text-error">
            {' *'}
          </span>
        )}
        {option.code && (
          <>
            {' '}
            <span className="mono inline-block pl-1 text-text-muted">{option.code}</span>
          </>
        )}
        {option.hashed && <HashedMark />}
        {showDetail && option.detail && <span className="pl-1.5 text-[0.93em] text-text-faint"> {option.detail}</span>}
      </span>
    </span>
  );
}
