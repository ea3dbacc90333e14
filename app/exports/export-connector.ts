import { connectors } from '#lib/connectors/registry.ts';
import type { Connector } from '#lib/core/connector/connector.ts';

/** The connector of exports. There is only one; with a second one, the first step must let people choose. */
export function exportConnector(): Connector {
  const [connector] = connectors;
  if (!connector) throw new Error('no connector is registered');
  return connector;
}
