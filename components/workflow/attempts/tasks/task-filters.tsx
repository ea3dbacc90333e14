import { useTranslations } from 'next-intl';
import { SearchInput } from '#components/ui/forms/search-input.tsx';
import { Chip } from '#components/ui/surfaces/chip.tsx';
import type { TaskStatus, TimelineRow } from '#lib/core/workflow/view/attempt-timeline.ts';
import type { ShownTasks } from './use-shown-tasks.ts';

export function TaskFilters({ rows, shown }: { rows: readonly TimelineRow[]; shown: ShownTasks }) {
  const t = useTranslations('workflow-attempts');
  const { status, filter, searchText, search, groupCount, countedRows } = shown;
  return (
    <div className="flex flex-wrap items-center gap-2 py-3">
      <SearchInput
        label={t('tasks.search')}
        placeholder={t('tasks.search')}
        controlSize="sm"
        className="wide:w-64!"
        value={searchText}
        onValueChange={search}
      />
      <Chip pressed={status === undefined} count={countedRows.length} onClick={() => filter(undefined)}>
        {t('all')}
      </Chip>
      {statusesOf(rows.filter(({ task }) => !task.isGroup)).map((option) => (
        <Chip
          key={option}
          pressed={status === option}
          count={countedRows.filter((row) => row.status === option).length}
          onClick={() => filter(option)}
        >
          {t(`statuses.${option}`)}
        </Chip>
      ))}
      {status === undefined && groupCount > 0 && (
        <span className="text-sm text-text-muted">
          {t('tasks.counted', { tasks: countedRows.length, groups: groupCount })}
        </span>
      )}
    </div>
  );
}

function statusesOf(rows: readonly TimelineRow[]): readonly TaskStatus[] {
  return [...new Set(rows.map(({ status }) => status))];
}
