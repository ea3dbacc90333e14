import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import { Skeleton } from '#components/ui/feedback/skeleton.tsx';
import { StatusIcon } from '#components/ui/feedback/status-icon.tsx';
import type { Severity } from '#lib/core/issue.ts';

export interface RecordCellProps {
  /** Undefined while loading, null if unavailable. */
  value: string | null | undefined;
  severity: Severity | undefined;
}

/** A value of the file, or a constant. Issues are marked with a line and an icon, not by color alone. */
export function RecordCell({ value, severity }: RecordCellProps) {
  const t = useTranslations('records.grid');
  return (
    <td
      title={value ?? undefined}
      className={clsx(
        severity === 'error' && 'bg-error-bg! text-error shadow-[inset_0_-2px_0_var(--color-error)]',
        severity === 'warning' && 'bg-warning-bg! text-warning shadow-[inset_0_-1px_0_var(--color-warning)]',
      )}
    >
      <span className="flex min-w-0 items-center gap-1.5">
        <span className="min-w-0 flex-1 truncate">
          <CellText value={value} />
        </span>
        {severity && (
          <StatusIcon
            tone={severity === 'error' ? 'error' : 'warning'}
            label={t(severity)}
            className="size-3.25 stroke-[2.2]"
          />
        )}
      </span>
    </td>
  );
}

function CellText({ value }: Pick<RecordCellProps, 'value'>) {
  const t = useTranslations('records.grid');
  if (value === undefined) return <Skeleton width="70%" />;
  if (value === null) return <span className="text-text-faint">—</span>;
  if (value.trim() === '') return <span className="text-2xs tracking-wide opacity-80">{t('empty')}</span>;
  return value;
}
