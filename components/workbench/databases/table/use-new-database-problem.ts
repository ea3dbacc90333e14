import { useTranslations } from 'next-intl';
import { useCodeText } from '#components/http/use-code-text.ts';
import { isAudienceDatabase } from '#lib/core/audience/audience-database.ts';
import { isWorkbenchName } from '#lib/core/query/workbench.ts';

/**
 * Why a new database cannot have a name; undefined if it can. The database is created only once its first table has
 * been uploaded, so the name is checked before the upload begins.
 */
export function useNewDatabaseProblem() {
  const t = useTranslations('workbench.databases');
  const textOf = useCodeText('errors');
  return (name: string, existing: readonly string[]): string | undefined => {
    if (name === '') return t('nameRequired');
    if (!isWorkbenchName(name, 'database')) return textOf('workbench_name_malformed', { name, kind: 'database' });
    if (isAudienceDatabase(name)) return textOf('database_read_only', { name });
    return existing.includes(name) ? textOf('database_exists', { name }) : undefined;
  };
}
