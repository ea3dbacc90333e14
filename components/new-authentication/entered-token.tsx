import { LockKeyhole } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { Card } from '#components/ui/surfaces/card.tsx';
import type { EnteredCredentials } from './use-wizard.ts';

/** The result of the first step in one line, with the last characters of the token. */
export function EnteredToken({ entered, onChange }: { entered: EnteredCredentials; onChange: () => void }) {
  const t = useTranslations('authentications.new');
  const { access_token, testedAccount } = entered;
  const code = (chunks: ReactNode) => <span className="mono">{chunks}</span>;
  const token = `****${access_token.slice(-4)}`;
  return (
    <Card well className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-sm">
      <LockKeyhole aria-hidden className={`size-4 flex-none ${testedAccount ? 'text-success' : 'text-text-muted'}`} />
      <span className="min-w-0 flex-1 text-text-muted">
        {testedAccount ? t.rich('works', { code, token, account: testedAccount }) : t.rich('untested', { code, token })}
      </span>
      <LinkButton className="text-sm" onClick={onChange}>
        {t('changeToken')}
      </LinkButton>
    </Card>
  );
}
