import { Terminal } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Card } from '#components/ui/surfaces/card.tsx';
import { CopyButton } from '#components/ui/text/copy-button.tsx';
import { shellWord } from '#lib/core/text/shell-word.ts';

/** Shows how to check and push the folder of a project from a shell. */
export function ShellHint({ project }: { project: string }) {
  const t = useTranslations('workflows.shell');
  const folder = shellWord(`./${project}`);
  const commands = [`pintd workflow:check ${folder}`, `pintd workflow:push ${shellWord(project)} ${folder}`];
  return (
    <Card well className="mt-4 grid max-w-200 grid-cols-[1rem_minmax(0,1fr)_auto] gap-3 px-4 py-3 text-sm">
      <Terminal aria-hidden className="mt-0.5 size-4 text-text-muted" />
      <div className="text-text-muted">
        {t('text')}
        {commands.map((command) => (
          <code key={command} className="mono block text-text [overflow-wrap:anywhere]">
            {command}
          </code>
        ))}
      </div>
      <CopyButton iconOnly text={commands.join('\n')} label={t('commands')} />
    </Card>
  );
}
