import { connectors } from '#lib/connectors/registry.ts';
import type { Connector } from '#lib/core/connector/connector.ts';

/** What exports go to. There is one connector; with a second one the first step has to ask. */
export function exportConnector(): Connector {
  const [connector] = connectors;
  if (!connector) throw new Error('no connector is registered');
  return connector;
}
