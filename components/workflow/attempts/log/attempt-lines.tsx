import { LogLines } from '#components/ui/text/log-lines.tsx';
import { type AttemptLogRow, shortName } from '#lib/core/workflow/view/attempt-view.ts';

export interface AttemptLinesProps {
  lines: readonly AttemptLogRow[];
  label: string;
  timeZone: string;
  /** Whether each line says which task wrote it. */
  showsTask: boolean;
}

/** Lines of an attempt's log. A task's output is shown as plain text, with its line breaks. */
export function AttemptLines({ lines, label, timeZone, showsTask }: AttemptLinesProps) {
  return (
    <LogLines
      label={label}
      timeZone={timeZone}
      lines={lines.map(({ id, at, level, name, text }) => ({
        key: id,
        at,
        level,
        text: (
          <>
            {showsTask && (
              <span className="mr-2 text-text-muted" title={name}>
                {shortName(name)}
              </span>
            )}
            <span className="whitespace-pre-wrap">{text}</span>
          </>
        ),
      }))}
    />
  );
}
