import { Boxes } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ConnectorGlyph } from '#components/connector/connector-glyph.tsx';
import { ConnectorName } from '#components/connector/connector-name.tsx';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { Tile } from '#components/ui/surfaces/tile.tsx';
import type { ListedActivation } from './listed-activation.ts';

/** The authentication of an activation, with a badge if the activation sends to the sandbox or sends test events. */
export function ActivationTarget({ activation: { authentication, isTest } }: { activation: ListedActivation }) {
  const t = useTranslations('jobs');
  const { name, connector, target } = authentication;
  return (
    <span className="flex min-w-0 items-start gap-2" title={name}>
      <Tile size="sm">
        <ConnectorGlyph />
      </Tile>
      <span className="sr-only">
        <ConnectorName type={connector} />:{' '}
      </span>
      <span className="grid min-w-0 justify-items-start gap-0.5">
        <span className="max-w-full truncate leading-7">{name}</span>
        {target === 'sandbox' ? (
          <Badge tone="test" icon={<Boxes aria-hidden />}>
            {t('sandbox')}
          </Badge>
        ) : (
          isTest && <Badge tone="test">{t('test')}</Badge>
        )}
      </span>
    </span>
  );
}
