import { FlaskConical } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ConnectorGlyph } from '#components/connector/connector-glyph.tsx';
import { connectorKey } from '#components/connector/connector-key.ts';
import { Tile } from '#components/ui/surfaces/tile.tsx';
import type { Authentication } from '#lib/core/access/authentication.ts';

export function AuthenticationTile({ authentication }: { authentication: Authentication }) {
  const texts = useTranslations('connectors');
  const { connector, target } = authentication;
  const name = texts(`${connectorKey(connector)}.name`);
  return (
    <span title={name} className="flex items-center gap-2">
      <Tile size="sm" plain={target === 'sandbox'}>
        {target === 'sandbox' ? <FlaskConical aria-hidden /> : <ConnectorGlyph />}
      </Tile>
      <span className="wide:sr-only">{name}</span>
    </span>
  );
}
