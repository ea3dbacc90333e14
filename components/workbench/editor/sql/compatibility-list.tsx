import { LockKeyhole } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { Skeleton } from '#components/ui/feedback/skeleton.tsx';
import { StatusIcon, TONE_TEXT } from '#components/ui/feedback/status-icon.tsx';
import { withOutputName } from '#lib/core/sql/output-name.ts';
import type { Finding } from './findings.ts';
import type { useCompatibility } from './use-compatibility.ts';

export interface CompatibilityListProps {
  check: ReturnType<typeof useCompatibility>;
  findings: readonly Finding[];
  sql: string;
  onChange: (sql: string) => void;
}

/** How well the query's columns match the export. The check does not execute the query. */
export function CompatibilityList({ check, findings, sql, onChange }: CompatibilityListProps) {
  const t = useTranslations('workbench.compatibility');
  if (check.isFetching && !check.data)
    return (
      <div className="grid gap-3 p-4">
        <Skeleton width="70%" />
        <Skeleton width="90%" />
      </div>
    );
  if (check.error) return <p className="p-4 text-sm text-text-muted">{t('failed')}</p>;
  if (findings.length === 0) return <p className="p-4 text-sm text-text-muted">{t('nothing')}</p>;
  return (
    <ul aria-busy={check.isFetching} className="grid gap-3.5 p-4">
      {findings.map((finding) => (
        <li key={`${finding.tone} ${finding.title}`} className="flex gap-2.5 text-sm">
          <FindingIcon tone={finding.tone} />
          <div className="min-w-0">
            <p className="font-semibold [overflow-wrap:anywhere]">{finding.title}</p>
            <p className="text-text-muted text-xs [overflow-wrap:anywhere]">{finding.text}</p>
            {finding.renaming && (
              <LinkButton
                needs="queries.write"
                className="text-xs"
                onClick={() =>
                  finding.renaming && onChange(withOutputName(sql, finding.renaming.place, finding.renaming.name))
                }
              >
                {t('write', { name: finding.renaming.name })}
              </LinkButton>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

function FindingIcon({ tone }: Pick<Finding, 'tone'>) {
  if (tone === 'hashed') return <LockKeyhole aria-hidden className="mt-0.5 size-4 flex-none text-text-muted" />;
  return <StatusIcon tone={tone} className={`mt-0.5 size-4 ${TONE_TEXT[tone]}`} />;
}
