import { LockKeyhole } from 'lucide-react';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { StatusIcon, TONE_TEXT } from '#components/ui/feedback/status-icon.tsx';
import type { QuickFix } from '#lib/core/audience/activation/compatibility.ts';
import type { Finding } from './finding.tsx';

export interface FindingItemProps {
  finding: Finding;
  onFix?: (fix: QuickFix) => void;
}

export function FindingItem({ finding: { tone, title, text, fixes }, onFix }: FindingItemProps) {
  return (
    <li className="flex gap-2.5 text-sm">
      {tone === 'hashed' ? (
        <LockKeyhole aria-hidden className="mt-0.5 size-4 flex-none text-text-muted" />
      ) : (
        <StatusIcon tone={tone} className={`mt-0.5 size-4 ${TONE_TEXT[tone]}`} />
      )}
      <div className="min-w-0">
        <p className="font-semibold [overflow-wrap:anywhere]">{title}</p>
        <p className="text-text-muted text-xs [overflow-wrap:anywhere]">{text}</p>
        {onFix && fixes.length > 0 && (
          <p className="flex flex-wrap gap-x-4">
            {fixes.map(({ label, fix }) => (
              <LinkButton key={label} className="text-start text-xs" onClick={() => onFix(fix)}>
                {label}
              </LinkButton>
            ))}
          </p>
        )}
      </div>
    </li>
  );
}
