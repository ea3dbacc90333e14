'use client';

import { useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { StatusIcon, TONE_TEXT } from '#components/ui/feedback/status-icon.tsx';
import type { WorkflowFinding } from '#lib/core/workflow/finding.ts';
import type { DraftCheck } from '../state/use-findings.ts';
import { SideSection } from './side-section.tsx';

export interface FindingsSectionProps {
  check: DraftCheck;
  textOf: (finding: WorkflowFinding) => string;
  onSelect: (finding: WorkflowFinding) => void;
}

/** All findings of the project. A finding in a file links to its line. */
export function FindingsSection({ check: { findings, hasResult, isCurrent }, textOf, onSelect }: FindingsSectionProps) {
  const t = useTranslations('workflows.findings');
  return (
    <SideSection
      title={t('title')}
      note={
        <>
          {findings.length > 0 && (
            <span
              aria-hidden
              className="inline-grid h-5 min-w-5 place-items-center rounded-full bg-warning-bg px-1.5 font-semibold text-warning text-xs tabular-nums"
            >
              {findings.length}
            </span>
          )}
          <span className="sr-only" role="status">
            {isCurrent ? t('count', { count: findings.length }) : ''}
          </span>
        </>
      }
    >
      {hasResult && findings.length === 0 && <p className="text-sm text-text-muted">{t('none')}</p>}
      <ul className="grid max-h-72 gap-3 overflow-auto text-sm max-wide:max-h-none">
        {findings.map((finding) => {
          const { file, line, column, code, level, params } = finding;
          return (
            <li key={JSON.stringify([file, line, column, code, params])} className="flex gap-2.5">
              <StatusIcon tone={level} label={t(`levels.${level}`)} className={`mt-0.5 size-4 ${TONE_TEXT[level]}`} />
              <div className="min-w-0">
                {file === '.' ? (
                  <p className="font-medium">{textOf(finding)}</p>
                ) : (
                  <LinkButton
                    className="whitespace-normal text-start text-text! [overflow-wrap:anywhere]"
                    onClick={() => onSelect(finding)}
                  >
                    {textOf(finding)}
                  </LinkButton>
                )}
                {file !== '.' && (
                  <p className="text-text-muted text-xs [overflow-wrap:anywhere]">{t('place', { file, line })}</p>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </SideSection>
  );
}
